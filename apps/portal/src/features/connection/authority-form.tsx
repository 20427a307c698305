import { answer } from '@app/client';
import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { commonTexts } from '../../i18n/common/index.js';
import { readDecimal, showDecimal } from '../../i18n/decimal.js';
import { type Language, useLanguage } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { isProposal } from '../../session/proposals.js';
import { secondPersonTexts } from '../second-person/texts/index.js';
import { type Authority, authorityQuery, type Term, TERMS } from './authority.js';
import { connectionTexts } from './texts/index.js';

interface AuthorityFormProps {
  readonly creditorId: string;
  readonly currency: string;
  readonly inForce: Authority;
  readonly onDone: () => void;
}

const REASON_MAX = 2_000;
const DAYS_MAX = 3_650;
const MONTHS_MAX = 120;
/** As a field holds it: empty where the standard decides. */
type Typed = Readonly<Record<Term, string>>;

/** The creditor's own terms, each of which may be left to the standard, and why they are changed. */
export function AuthorityForm({ creditorId, currency, inForce, onDone }: AuthorityFormProps) {
  const t = useTexts(connectionTexts);
  const { fields } = useTexts(secondPersonTexts);
  const common = useTexts(commonTexts);
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Typed>(() => typedOf(inForce, language));
  const [reason, setReason] = useState('');
  const own = TERMS.map((term) => [term, readTerm(term, typed[term])] as const);
  const isUnfit = own.some(([, value]) => value === 'unfit');
  const save = useMutation({
    mutationFn: () =>
      answer(
        hub.POST('/api/v1/creditors/{creditorId}/authority', {
          params: { path: { creditorId } },
          body: {
            reason: reason.trim(),
            ...Object.fromEntries(own.filter(([, value]) => value !== undefined)),
          },
        }),
      ),
    onSuccess: async (saved) => {
      const message = isProposal(saved) ? common.awaitsSecondPerson : t.authoritySaved;
      notifications.show({ message, color: isProposal(saved) ? 'yellow' : 'teal' });
      await queries.invalidateQueries({ queryKey: authorityQuery(creditorId).queryKey });
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isUnfit) save.mutate();
  };
  const set = (term: Term, value: string): void => setTyped((before) => ({ ...before, [term]: value }));
  return (
    <form onSubmit={submit}>
      <Stack>
        {save.error && <ProblemAlert error={save.error} />}
        {own.map(([term, value]) =>
          kindOf(term) === 'choice' ? (
            <Select
              key={term}
              label={fields[term] ?? term}
              allowDeselect={false}
              data={[
                { value: '', label: t.authorityStandard },
                { value: 'true', label: common.yes },
                { value: 'false', label: common.no },
              ]}
              value={typed[term]}
              onChange={(chosen) => set(term, chosen ?? '')}
            />
          ) : (
            <TextInput
              key={term}
              label={`${fields[term] ?? term} (${t.authorityUnits[term] ?? currency})`}
              placeholder={t.authorityStandard}
              inputMode="decimal"
              value={typed[term]}
              error={value === 'unfit' ? t.authorityUnfit : undefined}
              onChange={({ currentTarget }) => set(term, currentTarget.value)}
            />
          ),
        )}
        <Textarea
          label={t.authorityReason}
          required
          withAsterisk={false}
          autosize
          minRows={2}
          maxLength={REASON_MAX}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={isUnfit || reason.trim() === ''}>
            {common.save}
          </Button>
          <Button variant="default" onClick={onDone}>
            {common.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function kindOf(term: Term): 'sum' | 'span' | 'choice' {
  if (term === 'waiveInterestMax' || term === 'reducePrincipalMax') return 'sum';
  return term === 'deferralDaysMax' || term === 'planMonthsMax' ? 'span' : 'choice';
}

function typedOf(inForce: Authority, language: Language): Typed {
  const entries = TERMS.map((term): [Term, string] => {
    if (!inForce.own.includes(term)) return [term, ''];
    const text = String(inForce[term]);
    return [term, kindOf(term) === 'sum' ? showDecimal(text, language) : text];
  });
  return Object.fromEntries(entries) as Record<Term, string>;
}

/** Undefined where the standard decides. */
function readTerm(term: Term, typed: string): string | number | boolean | 'unfit' | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  if (kindOf(term) === 'choice') return text === 'true';
  if (kindOf(term) === 'sum') return readDecimal(text) ?? 'unfit';
  const most = term === 'deferralDaysMax' ? DAYS_MAX : MONTHS_MAX;
  return /^\d{1,4}$/.test(text) && Number(text) <= most ? Number(text) : 'unfit';
}
