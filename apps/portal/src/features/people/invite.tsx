import { Button, Group, Modal, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { IconMailPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { commonTexts } from '../../i18n/common/index.js';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import { peopleTexts } from './texts/index.js';
import { type People, usePeopleOrder } from './use-people-orders.js';

/** Whom an invitation goes to, and what it gives. */
export interface Invited {
  readonly email: string;
  readonly role: string;
}

/** The button that invites, and its form. */
export function Invite({ people }: { readonly people: People }) {
  const t = useTexts(peopleTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button leftSection={<IconMailPlus size={16} />} onClick={() => setIsOpen(true)}>
        {t.invite}
      </Button>
      {isOpen && <InviteModal people={people} onClose={() => setIsOpen(false)} />}
    </>
  );
}

interface InviteModalProps {
  readonly people: People;
  /** Of an invitation that is sent once more. */
  readonly begun?: Invited;
  readonly onClose: () => void;
}

/** Who, in which role, and in which language the mail speaks: at first the inviter's own. Opened by being there. */
export function InviteModal({ people, begun, onClose }: InviteModalProps) {
  const t = useTexts(peopleTexts);
  const { close } = useTexts(commonTexts);
  const own = useLanguage().language;
  const order = usePeopleOrder(people.organisationId);
  const [email, setEmail] = useState(begun?.email ?? '');
  const [role, setRole] = useState(begun?.role ?? '');
  const [language, setLanguage] = useState(own);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    order.mutate({ kind: 'invite', email: email.trim(), role, language }, { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title={t.inviteTitle} closeButtonProps={{ 'aria-label': close }} centered>
      <form onSubmit={submit}>
        <Stack>
          {order.error && <ProblemAlert error={order.error} />}
          <TextInput
            label={t.email}
            type="email"
            required
            withAsterisk={false}
            data-autofocus
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <Radio.Group label={t.role} value={role} onChange={setRole}>
            <Stack gap="xs" mt="xs">
              {people.roles.map((each) => (
                <Radio
                  key={each}
                  value={each}
                  label={t.roles[each]?.name ?? each}
                  description={t.roles[each]?.may}
                />
              ))}
            </Stack>
          </Radio.Group>
          <NativeSelect
            label={t.mailLanguage}
            value={language}
            data={LANGUAGES.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] }))}
            onChange={({ currentTarget }) =>
              setLanguage(LANGUAGES.find((each) => each === currentTarget.value) ?? own)
            }
          />
          <Group justify="flex-end">
            <Button type="submit" loading={order.isPending} disabled={role === ''}>
              {t.send}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
