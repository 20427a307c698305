import { answer, type Schemas } from '@app/client';
import { Button, Group, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { IconExternalLink, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { connectTexts } from '../features/connect/texts/index.js';
import { useLanguage } from '../i18n/language.js';
import { useTexts } from '../i18n/use-texts.js';
import { hub } from '../session/hub.js';
import { connectingFor, useMe } from '../session/me.js';
import { ProblemAlert } from './problem-alert.js';

type Ledger = Schemas['LedgerDto'];

interface AccessFormProps {
  readonly ledger: Ledger;
  /** The stored access that is connected anew; undefined for a new one. */
  readonly grantId?: string;
  /** Where the vendor's page leads back to; `{grantId}` stands for the access. */
  readonly returnTo: string;
  readonly onStored: (grantId: string) => void;
}

/** What a ledger asks for, each field with where to find its value; tried at the ledger before it is kept. */
export function AccessForm({ ledger, grantId, returnTo, onStored }: AccessFormProps) {
  const t = useTexts(connectTexts);
  const { language } = useLanguage();
  const [label, setLabel] = useState('');
  const owners = connectingFor(useMe());
  const [organisationId, setOrganisationId] = useState(owners[0]?.organisationId);
  const [settings, setSettings] = useState<Readonly<Record<string, string>>>({});
  const attempt = useMutation({
    mutationFn: async () => {
      const filled = Object.fromEntries(
        Object.entries(settings).flatMap(([name, value]) =>
          value.trim() === '' ? [] : [[name, value.trim()]],
        ),
      );
      const access = {
        connectorKey: ledger.key,
        grantId,
        label,
        settings: filled,
        ...(organisationId === undefined ? {} : { organisationId }),
      };
      if (ledger.signIn) {
        window.location.assign((await beginSignIn(access, returnTo)).url);
        return undefined;
      }
      return storeKeys(access);
    },
    onSuccess: (stored) => stored && onStored(stored.grantId),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {attempt.error && <ProblemAlert error={attempt.error} />}
        {grantId === undefined && (
          <TextInput
            label={t.label}
            description={t.labelHelp}
            required
            withAsterisk={false}
            maxLength={120}
            value={label}
            onChange={({ currentTarget }) => setLabel(currentTarget.value)}
          />
        )}
        {grantId === undefined && owners.length > 1 && (
          <Select
            label={t.owner}
            description={t.ownerHelp}
            allowDeselect={false}
            data={owners.map(({ organisationId: value, organisation }) => ({ value, label: organisation }))}
            value={organisationId ?? null}
            onChange={(chosen) => setOrganisationId(chosen ?? undefined)}
          />
        )}
        {ledger.settings.map(({ name, label: labels, help, secret, required, example, lengthMax }) => {
          const field = {
            label: labels[language],
            description: help[language],
            required,
            withAsterisk: false,
            maxLength: lengthMax,
            value: settings[name] ?? '',
            autoComplete: 'off',
            ...(example === undefined ? {} : { placeholder: `${t.example}: ${example}` }),
            onChange: ({
              currentTarget: { value },
            }: {
              readonly currentTarget: { readonly value: string };
            }) => setSettings((before) => ({ ...before, [name]: value })),
          };
          return secret ? <PasswordInput key={name} {...field} /> : <TextInput key={name} {...field} />;
        })}
        <Group>
          <Button
            type="submit"
            loading={attempt.isPending}
            leftSection={ledger.signIn ? <IconExternalLink size={18} /> : <IconShieldCheck size={18} />}
          >
            {ledger.signIn ? t.goSignIn(ledger.name) : t.validate}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Access {
  readonly connectorKey: string;
  readonly grantId: string | undefined;
  readonly label: string;
  readonly settings: Record<string, string>;
  readonly organisationId?: string;
}

function beginSignIn({ grantId, ...access }: Access, returnTo: string): Promise<Schemas['SignInDto']> {
  return grantId === undefined
    ? answer(hub.POST('/api/v1/grants/sign-ins', { body: { ...access, returnTo } }))
    : answer(
        hub.POST('/api/v1/grants/{grantId}/sign-ins', {
          params: { path: { grantId } },
          body: { settings: access.settings, returnTo },
        }),
      );
}

function storeKeys({ grantId, ...access }: Access): Promise<Schemas['GrantDto']> {
  return grantId === undefined
    ? answer(hub.POST('/api/v1/grants', { body: access }))
    : answer(
        hub.PUT('/api/v1/grants/{grantId}/settings', {
          params: { path: { grantId } },
          body: { settings: access.settings },
        }),
      );
}
