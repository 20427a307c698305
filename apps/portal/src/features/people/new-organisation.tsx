import { answer } from '@app/client';
import { Button, Group, Modal, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBuildingPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { commonTexts } from '../../i18n/common/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { companiesQuery } from '../../session/companies.js';
import { hub } from '../../session/hub.js';
import { peopleTexts } from './texts/index.js';
import { organisationsQuery } from './use-people-orders.js';

/** Other collectors are not made here: whoever belongs to one reaches everything. */
const KINDS = ['accounting-firm', 'creditor'] as const;

interface NewOrganisationProps {
  /** Goes to the people of the one that was made: it has none yet. */
  readonly onMade: (organisationId: string) => void;
}

/** The button that makes an organisation, for whoever runs the installation, and its form. */
export function NewOrganisation({ onMade }: NewOrganisationProps) {
  const t = useTexts(peopleTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconBuildingPlus size={16} />} onClick={() => setIsOpen(true)}>
        {t.newOrganisation}
      </Button>
      {isOpen && <NewOrganisationModal onMade={onMade} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function NewOrganisationModal({ onMade, onClose }: NewOrganisationProps & { readonly onClose: () => void }) {
  const t = useTexts(peopleTexts);
  const { close, cancel } = useTexts(commonTexts);
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('accounting-firm');
  const [creditorId, setCreditorId] = useState('');
  const companies = useAllCompanies(kind === 'creditor');
  const make = useMutation({
    mutationFn: () =>
      answer(
        hub.POST('/api/v1/organisations', {
          body: { name: name.trim(), kind, ...(kind === 'creditor' ? { creditorId } : {}) },
        }),
      ),
    onSuccess: async ({ organisationId }) => {
      notifications.show({ message: t.organisationMade(name.trim()), color: 'teal' });
      onClose();
      await queries.invalidateQueries({ queryKey: organisationsQuery.queryKey });
      onMade(organisationId);
    },
  });
  const chooseCompany = (id: string): void => {
    setCreditorId(id);
    const chosen = companies.find((company) => company.creditorId === id);
    if (chosen && name.trim() === '') setName(chosen.name);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.newOrganisation}
      closeButtonProps={{ 'aria-label': close }}
      centered
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack>
          {make.error && <ProblemAlert error={make.error} />}
          <Radio.Group
            label={t.organisationKind}
            value={kind}
            onChange={(value) => setKind(KINDS.find((each) => each === value) ?? kind)}
          >
            <Stack gap="xs" mt="xs">
              {KINDS.map((each) => (
                <Radio
                  key={each}
                  value={each}
                  label={t.organisationKinds[each].name}
                  description={t.organisationKinds[each].what}
                />
              ))}
            </Stack>
          </Radio.Group>
          {kind === 'creditor' && (
            <NativeSelect
              label={t.company}
              required
              withAsterisk={false}
              value={creditorId}
              data={[
                { value: '', label: t.chooseCompany },
                ...companies.map((company) => ({ value: company.creditorId, label: company.name })),
              ]}
              onChange={({ currentTarget }) => chooseCompany(currentTarget.value)}
            />
          )}
          <TextInput
            label={t.organisationName}
            required
            withAsterisk={false}
            maxLength={200}
            data-autofocus
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {cancel}
            </Button>
            <Button
              type="submit"
              loading={make.isPending}
              disabled={name.trim() === '' || (kind === 'creditor' && creditorId === '')}
            >
              {t.makeOrganisation}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Page after page, until all are there; by name. */
function useAllCompanies(isAsked: boolean) {
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    ...companiesQuery,
    enabled: isAsked,
  });
  useEffect(() => {
    if (isAsked && hasNextPage && !isFetching) void fetchNextPage();
  }, [isAsked, hasNextPage, isFetching, fetchNextPage]);
  const all = data?.pages.flatMap(({ companies }) => companies) ?? [];
  return all.toSorted((a, b) => a.name.localeCompare(b.name));
}
