import { Anchor, Button, Card, Stack, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ReasonModal } from '../../components/reason-modal.js';
import { caseWords } from '../../i18n/case-words/index.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import { casesTexts } from './texts/index.js';
import {
  addressIn,
  detailIn,
  type Disclosed,
  type Disclosure,
  type ShownAddress,
  standInIn,
} from './use-disclosure.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The button that asks for what is sensitive, and what came of it: that it is logged is said before. */
export function DisclosureCard({ disclosure }: { readonly disclosure: Disclosure }) {
  const t = useTexts(casesTexts);
  const [isAsking, setAsking] = useState(false);
  const { ask, shown, hide } = disclosure;
  return (
    <>
      {shown ? (
        <Shown of={shown} onHide={hide} />
      ) : (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconEye size={16} />}
          onClick={() => setAsking(true)}
        >
          {t.disclose}
        </Button>
      )}
      {isAsking && (
        <ReasonModal
          title={t.discloseTitle}
          lead={t.discloseLead}
          label={t.discloseWhy}
          submit={t.discloseSubmit}
          isPending={ask.isPending}
          error={ask.error}
          onSubmit={(reason) => ask.mutate(reason, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Shown({ of, onHide }: { readonly of: Disclosed; readonly onHide: () => void }) {
  const t = useTexts(casesTexts);
  const words = useTexts(caseWords);
  const card = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: whoever came by keyboard goes on here.
  useEffect(() => card.current?.focus(), []);
  const address = addressIn(of.address);
  const circumstances = of.circumstances.map((name) => ({
    name: words.circumstances[name] ?? name,
    detail: detailIn(of.details, name),
  }));
  return (
    <Card withBorder padding="md" w="100%" role="status" tabIndex={-1} ref={card}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm" fw={600}>
          {t.shown}
        </Text>
        {of.organisationNumber && (
          <Line label={of.kind === 'company' ? t.organisationNumber : t.nationalId}>
            {of.organisationNumber}
          </Line>
        )}
        <Line label={t.address}>{address ? <Address of={address} /> : t.noAddress}</Line>
        {of.contactPoints.map(({ id, channel, value = '', failed }) => (
          <Line key={id} label={t.points[channel as keyof typeof t.points]}>
            <Anchor
              href={`${channel === 'email' ? 'mailto' : 'tel'}:${value.replaceAll(' ', '')}`}
              underline="always"
            >
              {value}
            </Anchor>
            {failed && ` (${t.failed.toLowerCase()})`}
          </Line>
        ))}
        {circumstances.map(({ name, detail }) => (
          <Line key={name} label={name}>
            <Detail of={detail} />
          </Line>
        ))}
        <StandIn label={t.standIns.guardian} of={of.guardian} />
        <StandIn label={t.standIns.representative} of={of.standIns['representative']} />
        <StandIn label={t.standIns.estate} of={of.standIns['estate']} />
        <Button size="xs" variant="default" leftSection={<IconEyeOff size={16} />} onClick={onHide}>
          {t.hide}
        </Button>
      </Stack>
    </Card>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}

function Address({ of: { lines, postalCode, city, countryCode } }: { readonly of: ShownAddress }) {
  const town = [postalCode, city].filter(Boolean).join(' ');
  return (
    <>
      {[...lines, town, countryCode].filter(Boolean).map((line, place) => (
        // Lines do not move.
        <div key={place}>{line}</div>
      ))}
    </>
  );
}

function StandIn({ label, of }: { readonly label: string; readonly of: unknown }) {
  const found = standInIn(of);
  if (!found) return null;
  return (
    <Line label={label}>
      {found.name}
      {found.email && (
        <>
          {', '}
          <Anchor href={`mailto:${found.email}`} underline="always">
            {found.email}
          </Anchor>
        </>
      )}
      {found.address && <Address of={found.address} />}
    </Line>
  );
}

/** Days as people write them, choices and facts in words. */
function Detail({ of }: { readonly of: Readonly<Record<string, unknown>> }) {
  const t = useTexts(casesTexts);
  const { day } = useFormat();
  const choices: Readonly<Record<string, string>> = { ...t.cares, ...t.scopes, ...t.stages };
  const told = Object.entries(of).flatMap(([name, value]) => {
    if (value === true) return t.facts[name] ?? [];
    if (typeof value !== 'string') return [];
    return [DAY.test(value) ? day(value) : (choices[value] ?? value)];
  });
  return <>{told.length === 0 ? '–' : told.join(', ')}</>;
}
