import { answer, type Schemas } from '@app/client';
import { Button, Group, MultiSelect, NumberInput, Radio, Stack, TagsInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { connectTexts } from '../features/connect/texts/index.js';
import { commonTexts } from '../i18n/common/index.js';
import { readDecimal, showDecimal } from '../i18n/decimal.js';
import { useLanguage } from '../i18n/language.js';
import { useTexts } from '../i18n/use-texts.js';
import { customerGroupsQuery, policyQuery } from '../session/connections.js';
import { hub } from '../session/hub.js';
import { isProposal } from '../session/proposals.js';
import { ProblemAlert } from './problem-alert.js';

type Policy = Schemas['PolicyInForceDto'];

interface PolicyFormProps {
  readonly creditorId: string;
  /** Of the creditor's books. */
  readonly currency: string;
  readonly policy: Policy;
  readonly submit: string;
  /** @param isWhole false: a part waits for a second person */
  readonly onSaved: (isWhole: boolean) => void;
}

const GRACE_DAYS_MAX = 365;
const EXCLUDED_MAX = 10_000;

/** The rules under which overdue invoices become claims. */
export function PolicyForm({ creditorId, currency, policy, submit, onSaved }: PolicyFormProps) {
  const t = useTexts(connectTexts);
  const common = useTexts(commonTexts);
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [rules, setRules] = useState(policy);
  const { data: known = [] } = useQuery(customerGroupsQuery(creditorId));
  const groups = groupOptions(known, policy.excludedCustomerGroups, t.customers);
  const before = policy.minimums.find((minimum) => minimum.currency === currency)?.amount;
  const [minimum, setMinimum] = useState(before === undefined ? '' : showDecimal(before, language));
  const amount = minimum.trim() === '' ? undefined : readDecimal(minimum);
  const isUnfit = minimum.trim() !== '' && amount === undefined;
  const save = useMutation({
    mutationFn: () => {
      const { version: _, ...body } = rules;
      const others = policy.minimums.filter((each) => each.currency !== currency);
      const own =
        amount === undefined ? [] : [{ currency: currency as (typeof others)[number]['currency'], amount }];
      return answer(
        hub.PUT('/api/v1/creditors/{creditorId}/policy', {
          params: { path: { creditorId } },
          body: { ...body, minimums: [...others, ...own] },
        }),
      );
    },
    onSuccess: async (saved) => {
      if (isProposal(saved)) {
        notifications.show({ message: common.awaitsSecondPerson, color: 'yellow' });
        setRules((current) => ({ ...current, approval: 'approve' }));
        // All else is in force, as another version.
        await queries.invalidateQueries({ queryKey: policyQuery(creditorId).queryKey });
      } else queries.setQueryData(policyQuery(creditorId).queryKey, saved);
      onSaved(!isProposal(saved));
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isUnfit) save.mutate();
  };
  const change = (part: Partial<Policy>): void => setRules((current) => ({ ...current, ...part }));
  return (
    <form onSubmit={onSubmit}>
      <Stack maw={520}>
        {save.error && <ProblemAlert error={save.error} />}
        <NumberInput
          label={t.graceDays}
          description={t.graceDaysHelp}
          min={0}
          max={GRACE_DAYS_MAX}
          allowDecimal={false}
          allowNegative={false}
          value={rules.graceDays}
          onChange={(value) => change({ graceDays: typeof value === 'number' ? value : 0 })}
        />
        <TextInput
          label={t.minimum(currency)}
          description={t.minimumHelp}
          inputMode="decimal"
          value={minimum}
          error={isUnfit ? t.amountUnfit : undefined}
          onChange={({ currentTarget }) => setMinimum(currentTarget.value)}
        />
        <TextInput
          label={t.startOn}
          description={t.startOnHelp}
          type="date"
          required
          withAsterisk={false}
          value={rules.startOn}
          onChange={({ currentTarget }) => change({ startOn: currentTarget.value })}
        />
        <TagsInput
          label={t.excluded}
          description={t.excludedHelp}
          maxTags={EXCLUDED_MAX}
          value={rules.excludedCustomerNumbers}
          onChange={(excludedCustomerNumbers) => change({ excludedCustomerNumbers })}
        />
        {(groups.length > 0 || rules.excludedCustomerGroups.length > 0) && (
          <MultiSelect
            label={t.excludedGroups}
            description={t.excludedGroupsHelp}
            searchable
            hidePickedOptions
            data={groups}
            value={rules.excludedCustomerGroups}
            onChange={(excludedCustomerGroups) => change({ excludedCustomerGroups })}
          />
        )}
        <Radio.Group
          label={t.approval}
          value={rules.approval}
          onChange={(value) => change({ approval: value === 'automatic' ? 'automatic' : 'approve' })}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="approve" label={t.approve} />
            <Radio value="automatic" label={t.automatic} />
          </Stack>
        </Radio.Group>
        <Group>
          <Button type="submit" loading={save.isPending} disabled={isUnfit}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A group that is left out and has no customers any more stays to be seen, and can be let go. */
function groupOptions(
  known: readonly Schemas['CustomerGroupDto'][],
  excluded: readonly string[],
  customers: (count: number) => string,
): { value: string; label: string }[] {
  const gone = excluded.filter((group) => !known.some((each) => each.group === group));
  return [
    ...known.map(({ group, customers: count }) => ({
      value: group,
      label: `${group} (${customers(count)})`,
    })),
    ...gone.map((group) => ({ value: group, label: group })),
  ];
}
