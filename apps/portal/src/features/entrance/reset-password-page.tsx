import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/use-texts.js';
import { resetPassword } from '../../session/entrance.js';
import { EntranceForm } from './entrance-form.js';
import { NewPasswordField } from './new-password-field.js';
import { entranceTexts } from './texts/index.js';
import { useLinkSecret } from './use-link-secret.js';

/** By the link in the mail. */
export default function ResetPasswordPage() {
  const t = useTexts(entranceTexts);
  const token = useLinkSecret();
  const [password, setPassword] = useState('');
  const attempt = useMutation({ mutationFn: () => resetPassword(token, password) });
  return (
    <EntranceForm
      title={t.resetTitle}
      secret={token}
      attempt={attempt}
      action={t.setPassword}
      done={t.passwordSet}
    >
      <NewPasswordField value={password} onChange={setPassword} />
    </EntranceForm>
  );
}
