import type { HubClient } from '@app/client';
import {
  Accordion,
  Alert,
  Button,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { DebtorPageAnswer } from './debtor-hub.js';
import { debtorTexts } from './texts/index.js';

const WORDS_MAX = 2_000;
const DAYS_USUAL = 14;
const DAYS_MAX = 365;

interface WishesProps {
  readonly client: HubClient;
  readonly page: DebtorPageAnswer;
  readonly onChanged: () => Promise<void>;
}

/** Everything that the debtor can say; each is answered at once, or by a person. */
export function Wishes({ client, page, onChanged }: WishesProps) {
  const t = useTexts(debtorTexts);
  const [days, setDays] = useState<number | string>(DAYS_USUAL);
  const [perMonth, setPerMonth] = useState<number | string>('');
  const [firstDueOn, setFirstDueOn] = useState('');
  const concerns = Object.keys(t.concerns) as (keyof typeof t.concerns)[];
  const [about, setAbout] = useState<(typeof concerns)[number]>('paid-already');
  const [words, setWords] = useState('');
  const [hardWords, setHardWords] = useState('');
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t.can}
      </Title>
      <Accordion variant="contained" order={3}>
        <Wish
          name="time"
          title={t.moreTime}
          lead={t.moreTimeLead}
          onChanged={onChanged}
          send={async () => {
            const body = { days: Number(days) };
            const { data } = await client.POST('/api/v1/debtor-page/more-time', { body });
            return data?.granted ? t.grantedTime : t.asked;
          }}
        >
          <NumberInput
            label={t.days}
            value={days}
            onChange={setDays}
            min={1}
            max={DAYS_MAX}
            allowDecimal={false}
            required
            withAsterisk={false}
          />
        </Wish>
        {page.plan === null && (
          <Wish
            name="plan"
            title={t.planAsk}
            lead={t.planLead}
            onChanged={onChanged}
            send={async () => {
              const body = { perMonth: `${perMonth}.00`, firstDueOn };
              const { data } = await client.POST('/api/v1/debtor-page/plans', { body });
              return data?.granted ? t.done : t.asked;
            }}
          >
            <NumberInput
              label={t.perMonth}
              value={perMonth}
              onChange={setPerMonth}
              min={1}
              allowDecimal={false}
              required
              withAsterisk={false}
            />
            <TextInput
              type="date"
              label={t.firstDueOn}
              value={firstDueOn}
              min={page.today}
              onChange={({ currentTarget }) => setFirstDueOn(currentTarget.value)}
              required
              withAsterisk={false}
            />
          </Wish>
        )}
        <Wish
          name="wrong"
          title={t.wrong}
          lead={t.wrongLead}
          onChanged={onChanged}
          send={async () => {
            await client.POST('/api/v1/debtor-page/objections', { body: { concerns: about, words } });
            return t.done;
          }}
        >
          <NativeSelect
            label={t.what}
            value={about}
            data={concerns.map((value) => ({ value, label: t.concerns[value] }))}
            onChange={({ currentTarget }) =>
              setAbout(concerns.find((one) => one === currentTarget.value) ?? 'other')
            }
          />
          <Textarea
            label={t.words}
            value={words}
            maxLength={WORDS_MAX}
            autosize
            minRows={3}
            required
            withAsterisk={false}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
        </Wish>
        <Wish
          name="hard"
          title={t.hard}
          lead={t.hardLead}
          onChanged={onChanged}
          send={async () => {
            await client.POST('/api/v1/debtor-page/hardship', { body: { words: hardWords } });
            return t.done;
          }}
        >
          <Textarea
            label={t.words}
            value={hardWords}
            maxLength={WORDS_MAX}
            autosize
            minRows={3}
            onChange={({ currentTarget }) => setHardWords(currentTarget.value)}
          />
        </Wish>
      </Accordion>
    </section>
  );
}

interface WishProps {
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  /** @returns what to say when it was taken */
  readonly send: () => Promise<string>;
  readonly onChanged: () => Promise<void>;
  readonly children: ReactNode;
}

function Wish({ name, title, lead, send, onChanged, children }: WishProps) {
  const t = useTexts(debtorTexts);
  const wish = useMutation({ mutationFn: send, onSuccess: onChanged });
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>{title}</Accordion.Control>
      <Accordion.Panel>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            wish.mutate();
          }}
        >
          <Stack gap="sm">
            <Text>{lead}</Text>
            {children}
            {wish.error && <ProblemAlert error={wish.error} />}
            {wish.data && (
              <Alert color="teal" role="status">
                {wish.data}
              </Alert>
            )}
            <Button type="submit" loading={wish.isPending}>
              {t.send}
            </Button>
          </Stack>
        </form>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
