import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/use-texts.js';
import { askForReset } from '../../session/entrance.js';
import { EntranceForm } from './entrance-form.js';
import { entranceTexts } from './texts/index.js';

export default function ForgottenPasswordPage() {
  const t = useTexts(entranceTexts);
  const [email, setEmail] = useState('');
  const attempt = useMutation({ mutationFn: () => askForReset(email.trim()) });
  return (
    <EntranceForm
      title={t.forgottenTitle}
      lead={t.forgottenLead}
      attempt={attempt}
      action={t.sendLink}
      done={t.linkSent}
    >
      <TextInput
        label={t.email}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={email}
        onChange={({ currentTarget }) => setEmail(currentTarget.value)}
      />
    </EntranceForm>
  );
}
