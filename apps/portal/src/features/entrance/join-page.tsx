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

/** Accepts an invitation, by the link in its mail. */
export default function JoinPage() {
  const t = useTexts(entranceTexts);
  const { language } = useLanguage();
  const invitationId = useLinkSecret();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const attempt = useMutation({
    mutationFn: () => hub.POST('/api/v1/join', { body: { invitationId, name, password, language } }),
  });
  return (
    <EntranceForm
      title={t.joinTitle}
      lead={t.joinLead}
      secret={invitationId}
      attempt={attempt}
      action={t.join}
      done={t.joined}
    >
      <TextInput
        label={t.name}
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={200}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <NewPasswordField value={password} onChange={setPassword} />
    </EntranceForm>
  );
}
