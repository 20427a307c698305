import { AgencySimulator, type AgencySimulatorOptions } from './agency/simulator.js';
import type { FortnoxSimulator, FortnoxSimulatorOptions } from './fortnox/simulator.js';
import { type ServedFortnox, serveFortnox } from './fortnox/served.js';
import { Journal, type JournalOptions } from './journal/journal.js';
import type { JournalSettings } from './journal/lines.js';
import type { Handler, Reply, SimRequest } from './server/exchange.js';
import { PowerOfficeGoSimulator, type PowerOfficeGoSimulatorOptions } from './poweroffice-go/simulator.js';
import { type ReceivingOptions, ReceivingEnds } from './receiving/receiving-ends.js';
import type { Mailbox } from './receiving/mailbox.js';
import type { PrintShop } from './receiving/print-shop.js';
import type { SmsGateway } from './receiving/sms-gateway.js';
import { HttpServer } from './server/http-server.js';
import { TripletexSimulator, type TripletexSimulatorOptions } from './tripletex/simulator.js';
import { type ServedVismaBusiness, serveVismaBusiness } from './visma-business/served.js';
import type { VismaBusinessSimulator, VismaBusinessSimulatorOptions } from './visma-business/simulator.js';
import { type ServedXledger, serveXledger } from './xledger/served.js';
import type { XledgerSimulator, XledgerSimulatorOptions } from './xledger/simulator.js';

export interface SandboxOptions {
  /** 0 lets the system choose. Default 0. */
  readonly port?: number;
  readonly tripletex?: TripletexSimulatorOptions;
  readonly powerOfficeGo?: PowerOfficeGoSimulatorOptions;
  readonly fortnox?: FortnoxSimulatorOptions;
  readonly xledger?: XledgerSimulatorOptions;
  readonly vismaBusiness?: VismaBusinessSimulatorOptions;
  readonly agency?: AgencySimulatorOptions;
  /** Where the hub's messages to debtors arrive. */
  readonly receiving?: ReceivingOptions & {
    /** Of the mail server; 0 lets the system choose. Default 0. */
    readonly smtpPort?: number;
  };
  /** Keeps what requests change over restarts. Default: everything is forgotten at the end. */
  readonly journal?: JournalOptions;
}

export interface Sandbox {
  readonly url: string;
  readonly controlUrl: string;
  /** Base addresses for the environment variables of the hub, by ledger. */
  readonly ledgerUrls: {
    readonly tripletex: string;
    readonly powerOfficeGo: string;
    readonly powerOfficeGoAuth: string;
    readonly fortnox: string;
    readonly fortnoxAuth: string;
    readonly fortnoxStream: string;
    readonly xledger: string;
    readonly vismaBusiness: string;
    readonly vismaConnect: string;
  };
  /** Variables of the hub for sending messages here; no `PRINT_SHOP_DIR` without a folder. */
  readonly receivingVariables: Readonly<Record<string, string>>;
  readonly mailbox: Mailbox;
  readonly smsGateway: SmsGateway;
  readonly printShop: PrintShop;
  readonly tripletex: TripletexSimulator;
  readonly powerOfficeGo: PowerOfficeGoSimulator;
  readonly fortnox: FortnoxSimulator;
  readonly xledger: XledgerSimulator;
  readonly vismaBusiness: VismaBusinessSimulator;
  /** A collection agency; it forgets its cases at the end, whatever the journal keeps. */
  readonly agency: AgencySimulator;
  readonly agencyUrl: string;
  /** Operations of earlier runs that the journal brought back. */
  readonly replayed: number;
  stop(): Promise<void>;
}

/**
 * All simulated ledgers and the receiving ends on one loopback port: each below its own name, the control API below
 * `/control`; the mail server has a port of its own.
 * @throws JournalError when the journal cannot be used
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { tripletex: ledgerOptions = {}, powerOfficeGo: powerOfficeGoOptions = {} } = options;
  const journal =
    options.journal && new Journal(options.journal, settingsOf(ledgerOptions), ledgerOptions.clock);
  let powerOfficeGoJournal: Journal | undefined;
  let fortnox: ServedFortnox | undefined;
  let xledger: ServedXledger | undefined;
  let vismaBusiness: ServedVismaBusiness | undefined;
  const closeJournals = (): void => {
    journal?.close();
    powerOfficeGoJournal?.close();
    fortnox?.journal?.close();
    xledger?.journal?.close();
    vismaBusiness?.journal?.close();
  };
  try {
    const tripletex = new TripletexSimulator(
      journal ? { ...ledgerOptions, clock: journal.clock } : ledgerOptions,
    );
    if (journal) {
      journal.resume(tripletex.recording);
      tripletex.recording.recordTo(journal);
    }
    powerOfficeGoJournal = options.journal && powerOfficeGoJournalOf(options.journal, powerOfficeGoOptions);
    const powerOfficeGo = new PowerOfficeGoSimulator(
      powerOfficeGoJournal
        ? { ...powerOfficeGoOptions, clock: powerOfficeGoJournal.clock }
        : powerOfficeGoOptions,
    );
    if (powerOfficeGoJournal) {
      powerOfficeGoJournal.resume(powerOfficeGo.recording);
      powerOfficeGo.recording.recordTo(powerOfficeGoJournal);
    }
    fortnox = serveFortnox(options.fortnox ?? {}, options.journal);
    xledger = serveXledger(options.xledger ?? {}, options.journal);
    vismaBusiness = serveVismaBusiness(options.vismaBusiness ?? {}, options.journal);
    const agency = new AgencySimulator({ automaticWebhooks: true, ...options.agency });
    const ends = new ReceivingEnds(options.receiving);
    const streaming = fortnox.simulator;
    const server = new HttpServer(
      dispatcher(tripletex, [
        ...ends.served,
        tripletex,
        fortnox.simulator,
        powerOfficeGo,
        xledger.simulator,
        vismaBusiness.simulator,
        agency,
      ]),
      (request, socket, head) => streaming.upgrade(request, socket, head, belowFortnox(request.url ?? '')),
    );
    const url = await server.listen({ port: options.port ?? 0 });
    const smtpUrl = await ends.mailbox.start(options.receiving?.smtpPort ?? 0);
    xledger.simulator.serveFilesAt(`${url}/xledger/files`);
    vismaBusiness.simulator.serveConnectAt(`${url}/visma-business`);
    return {
      url,
      controlUrl: `${url}/control`,
      ledgerUrls: {
        tripletex: `${url}/tripletex/v2`,
        powerOfficeGo: `${url}/poweroffice-go/v2`,
        powerOfficeGoAuth: `${url}/poweroffice-go/OAuth/Token`,
        fortnox: `${url}/fortnox/3`,
        fortnoxAuth: `${url}/fortnox/oauth-v1`,
        fortnoxStream: `${url.replace(/^http/, 'ws')}/fortnox/topics-v1`,
        xledger: `${url}/xledger/graphql`,
        vismaBusiness: `${url}/visma-business/api`,
        vismaConnect: `${url}/visma-business`,
      },
      receivingVariables: receivingVariables(url, smtpUrl, ends),
      mailbox: ends.mailbox,
      smsGateway: ends.smsGateway,
      printShop: ends.printShop,
      tripletex,
      powerOfficeGo,
      fortnox: fortnox.simulator,
      xledger: xledger.simulator,
      vismaBusiness: vismaBusiness.simulator,
      agency,
      agencyUrl: `${url}/agency`,
      replayed:
        (journal?.replayed ?? 0) +
        (powerOfficeGoJournal?.replayed ?? 0) +
        (fortnox.journal?.replayed ?? 0) +
        (xledger.journal?.replayed ?? 0) +
        (vismaBusiness.journal?.replayed ?? 0),
      stop: async () => {
        // A late write may still land while the server closes; the journals take it.
        await agency.end();
        await server.close();
        await ends.mailbox.stop();
        closeJournals();
      },
    };
  } catch (error) {
    closeJournals();
    throw error;
  }
}

function receivingVariables(
  url: string,
  smtpUrl: string,
  { smsGateway, printShop }: ReceivingEnds,
): Readonly<Record<string, string>> {
  return {
    SMTP_URL: smtpUrl,
    SMTP_FROM: 'Kravhub Inkasso <hjelp@kravhub.example>',
    SMS_GATEWAY_URL: `${url}/sms-gateway/v1`,
    SMS_GATEWAY_TOKEN: smsGateway.token,
    SMS_SENDER: 'Kravhub',
    ...(printShop.folder === undefined ? {} : { PRINT_SHOP_DIR: printShop.folder }),
  };
}

function belowFortnox(path: string): string {
  return path.startsWith('/fortnox/') ? path.slice('/fortnox'.length) : '';
}

/** What the dispatcher needs of a ledger: its requests below its key, and its control routes below `/control/<key>`. */
interface ServedLedger {
  readonly key: string;
  handle(request: SimRequest, path: string): Promise<Reply>;
  readonly recording: { control(request: SimRequest): Reply };
}

/** Control routes without a ledger's key are those of `first`. */
function dispatcher(first: ServedLedger, ledgers: readonly ServedLedger[]): Handler {
  return (request) => {
    for (const ledger of ledgers) {
      const prefix = `/${ledger.key}`;
      if (request.path.startsWith(`${prefix}/`))
        return ledger.handle(request, request.path.slice(prefix.length));
      if (request.path.startsWith(`/control${prefix}/`)) return ledger.recording.control(request);
    }
    return first.recording.control(request);
  };
}

/** Each further ledger keeps a file of its own beside the first, since each has a clock and ids of its own. */
function powerOfficeGoJournalOf(
  journal: JournalOptions,
  { seed, companies, unverified, clock }: PowerOfficeGoSimulatorOptions,
): Journal {
  const settings: JournalSettings = {
    ledger: 'poweroffice-go',
    seed: seed ?? 1,
    companies: companies ?? { preset: 'empty' },
    unverified: Object.fromEntries(Object.entries(unverified ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return new Journal({ ...journal, file: `${journal.file}.poweroffice-go` }, settings, clock);
}

/** What must be the same at every start of one journal. Budgets and faults may differ: replay knows neither. */
function settingsOf({
  seed,
  companies,
  isDebtCollector,
  unverified,
}: TripletexSimulatorOptions): JournalSettings {
  return {
    ledger: 'tripletex',
    seed: seed ?? 1,
    companies: companies ?? { preset: 'empty' },
    isDebtCollector: isDebtCollector ?? false,
    unverified: Object.fromEntries(Object.entries(unverified ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
