import { PasswordInput } from '@mantine/core';
import { useTexts } from '../../i18n/use-texts.js';
import { entranceTexts } from './texts/index.js';

export const PASSWORD_LENGTH_MIN = 12;

interface NewPasswordFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A password that is chosen now. */
export function NewPasswordField({ value, onChange }: NewPasswordFieldProps) {
  const t = useTexts(entranceTexts);
  return (
    <PasswordInput
      label={t.newPassword}
      description={t.passwordHelp}
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={PASSWORD_LENGTH_MIN}
      maxLength={128}
      value={value}
      error={value !== '' && value.length < PASSWORD_LENGTH_MIN ? t.passwordShort : undefined}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
