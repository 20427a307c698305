import {
  type ClaimId,
  type Currency,
  currency,
  type JsonObject,
  type LocalDate,
  localDate,
  MalformedAmountError,
  MalformedDateError,
  type Money,
  parseMoney,
  UnknownCurrencyError,
} from '@app/domain';
import { unfitField } from './settlement-problems.js';
import type { Received } from './settlement-split.js';
import type { NewSettlementDto } from './settlement.dto.js';

/** A settlement as the pipeline sent it, read exactly, before anything is known of the claim. */
export interface SettlementRequest {
  readonly claimId: ClaimId;
  readonly pipelineReference: string;
  readonly kind: 'payment' | 'reversal';
  /** With `reversal`: the reference of the payment. */
  readonly reverses?: string;
  readonly receivedOn: LocalDate;
  readonly currency: Currency;
  /** Absent with a reversal that names no amount: it is always the whole payment. */
  readonly received?: Received;
  readonly principalInBooks?: string;
}

/** @throws ProblemError 422 that names the field */
export function settlementRequest(dto: NewSettlementDto, today: LocalDate): SettlementRequest {
  const code = readCurrency(dto.currency);
  const received = readReceived(dto, code);
  if (dto.kind === 'payment') {
    if (dto.reverses !== undefined)
      throw unfitField('reverses', 'belongs to a reversal only', 'Leave it out, or send kind "reversal".');
    if (received === undefined) {
      throw unfitField('amount', 'is missing', 'Send either amount, or principal, interest and fees.');
    }
  } else if (dto.reverses === undefined) {
    throw unfitField(
      'reverses',
      'is missing',
      'Name the pipelineReference of the payment that was taken back.',
    );
  }
  return {
    claimId: dto.claimId.toLowerCase() as ClaimId,
    pipelineReference: dto.pipelineReference,
    kind: dto.kind,
    ...(dto.reverses === undefined ? {} : { reverses: dto.reverses }),
    receivedOn: readDay(dto.receivedOn, today),
    currency: code,
    ...(received === undefined ? {} : { received }),
    ...(dto.principalInBooks === undefined ? {} : { principalInBooks: dto.principalInBooks }),
  };
}

/** The same content always gives the same object, however the amounts were written. */
export function contentOf(request: SettlementRequest): JsonObject {
  const { received, principalInBooks } = request;
  return {
    claimId: request.claimId,
    kind: request.kind,
    reverses: request.reverses ?? null,
    receivedOn: request.receivedOn,
    currency: request.currency,
    received: received === undefined ? null : receivedJson(received),
    // Which currency it is in depends on the creditor, so it is kept as written but for idle zeros.
    principalInBooks: principalInBooks?.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') ?? null,
  };
}

function receivedJson(received: Received): JsonObject {
  if (received.kind === 'sum') return { amount: received.minor.toString() };
  const { principalMinor, interestMinor, feesMinor, ownFeesMinor } = received;
  return {
    principal: principalMinor.toString(),
    interest: interestMinor.toString(),
    fees: feesMinor.toString(),
    // Absent where there are none, as before there was such a field.
    ...(ownFeesMinor === 0n ? {} : { ownFees: ownFeesMinor.toString() }),
  };
}

function readReceived(dto: NewSettlementDto, code: Currency): Received | undefined {
  const parts = [dto.principal, dto.interest, dto.fees, dto.ownFees];
  const parted = parts.some((part) => part !== undefined);
  if (dto.amount !== undefined && parted) {
    throw unfitField(
      'amount',
      'is given together with its parts',
      'Send either amount, or principal, interest and fees.',
    );
  }
  if (dto.amount !== undefined) {
    const { minor } = readAmount('amount', dto.amount, code);
    if (minor <= 0n) throw notPositive('amount');
    return { kind: 'sum', minor };
  }
  if (!parted) return undefined;
  const read = (field: 'principal' | 'interest' | 'fees' | 'ownFees'): bigint =>
    readAmount(field, dto[field] ?? '0', code).minor;
  const received = {
    kind: 'parts',
    principalMinor: read('principal'),
    interestMinor: read('interest'),
    feesMinor: read('fees'),
    ownFeesMinor: read('ownFees'),
  } as const;
  if (received.ownFeesMinor > received.feesMinor)
    throw unfitField(
      'ownFees',
      'is more than the fees',
      'Send the creditor’s own fees as a part of the fees.',
    );
  if (received.principalMinor + received.interestMinor + received.feesMinor <= 0n)
    throw notPositive('principal');
  return received;
}

function notPositive(field: string): Error {
  return unfitField(
    field,
    'is not more than zero',
    'Send what was received. Money that was taken back is a settlement of kind "reversal", with positive amounts.',
  );
}

/** @throws ProblemError 422 that names the field */
export function readAmount(field: string, text: string, code: Currency): Money {
  try {
    const amount = parseMoney(text, code);
    if (amount.minor < 0n) throw notPositive(field);
    return amount;
  } catch (error) {
    if (!(error instanceof MalformedAmountError)) throw error;
    throw unfitField(
      field,
      `is not an exact amount in ${code}`,
      'Send a decimal with a point and no more decimals than the currency has, like "1250.00".',
    );
  }
}

function readCurrency(text: string): Currency {
  try {
    return currency(text);
  } catch (error) {
    if (!(error instanceof UnknownCurrencyError)) throw error;
    throw unfitField(
      'currency',
      error.message.replace(/\.$/, ''),
      'Send the claim’s own currency by its three-letter code.',
    );
  }
}

function readDay(text: string, today: LocalDate): LocalDate {
  try {
    const day = localDate(text);
    if (day <= today) return day;
  } catch (error) {
    if (!(error instanceof MalformedDateError)) throw error;
    throw unfitField(
      'receivedOn',
      'is not a day of the calendar',
      'Send the day the money was received, like 2026-03-02.',
    );
  }
  throw unfitField(
    'receivedOn',
    `lies in the future; today is ${today}`,
    'Send the settlement when the money has been received.',
  );
}
