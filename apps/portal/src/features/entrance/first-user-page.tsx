import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { EntranceForm } from './entrance-form.js';
import { NewPasswordField } from './new-password-field.js';
import { entranceTexts } from './texts/index.js';
import { useLinkSecret } from './use-link-secret.js';

const EMPTY = { organisation: '', name: '', email: '' };

/** Makes the first account, by the link that the hub printed at its first start. */
export default function FirstUserPage() {
  const t = useTexts(entranceTexts);
  const { language } = useLanguage();
  const secret = useLinkSecret();
  const [person, setPerson] = useState(EMPTY);
  const [password, setPassword] = useState('');
  const attempt = useMutation({
    mutationFn: () => hub.POST('/api/v1/first-user', { body: { ...person, secret, password, language } }),
  });
  const field = (name: keyof typeof EMPTY) => ({
    value: person[name],
    required: true,
    withAsterisk: false,
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setPerson((before) => ({ ...before, [name]: value })),
  });
  return (
    <EntranceForm
      title={t.firstTitle}
      lead={t.firstLead}
      secret={secret}
      attempt={attempt}
      action={t.makeAccount}
      done={t.accountMade}
    >
      <TextInput
        {...field('organisation')}
        label={t.organisation}
        description={t.organisationHelp}
        autoComplete="organization"
      />
      <TextInput {...field('name')} label={t.name} autoComplete="name" />
      <TextInput {...field('email')} label={t.email} type="email" autoComplete="username" />
      <NewPasswordField value={password} onChange={setPassword} />
    </EntranceForm>
  );
}
