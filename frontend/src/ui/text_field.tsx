import { Input } from '@codegouvfr/react-dsfr/Input';
import type { InputHTMLAttributes, Ref } from 'react';

interface TextFieldProps
  extends Pick<
    InputHTMLAttributes<HTMLInputElement>,
    | 'value'
    | 'onChange'
    | 'onKeyDown'
    | 'onBlur'
    | 'type'
    | 'name'
    | 'autoComplete'
    | 'placeholder'
    | 'inputMode'
    | 'maxLength'
    | 'readOnly'
    | 'disabled'
    | 'spellCheck'
    | 'autoFocus'
    | 'aria-keyshortcuts'
  > {
  label: string;
  /** Keeps the label for screen readers only, where its place says what it is for. */
  hideLabel?: boolean;
  hint?: string;
  /** What is wrong with the value, in French. */
  error?: string;
  /** What is right with it, in French. */
  success?: string;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({
  label,
  hideLabel,
  hint,
  error,
  success,
  ref,
  ...input
}: TextFieldProps) {
  return (
    <Input
      label={label}
      hideLabel={hideLabel}
      hintText={hint}
      state={error ? 'error' : success ? 'success' : 'default'}
      stateRelatedMessage={error ?? success}
      disabled={input.disabled}
      nativeInputProps={{ ...input, ref }}
    />
  );
}
