/** Native ticks, choices and lists of choices, dressed by the design system. */
import { ToggleSwitch } from '@codegouvfr/react-dsfr/ToggleSwitch';
import { type ReactNode, useEffect, useId, useRef } from 'react';

interface CheckboxProps {
  label: ReactNode;
  hideLabel?: boolean;
  hint?: string;
  checked: boolean;
  /** Some of what it stands for is ticked, and some not. */
  partly?: boolean;
  small?: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

export function Checkbox({
  label,
  hideLabel,
  hint,
  checked,
  partly = false,
  small,
  disabled,
  onChange,
}: CheckboxProps) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = partly;
  }, [partly]);
  return (
    <div className={`fr-checkbox-group${small ? ' fr-checkbox-group--sm' : ''}`}>
      <input
        ref={box}
        type="checkbox"
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label className="fr-label" htmlFor={id}>
        {hideLabel ? <span className="fr-sr-only">{label}</span> : label}
        {hint && (
          <span className="fr-hint-text" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </label>
    </div>
  );
}

interface RadioGroupProps<Value extends string> {
  legend: ReactNode;
  options: readonly { value: Value; label: ReactNode; hint?: string; disabled?: boolean }[];
  value: Value;
  onChange: (value: Value) => void;
}

export function RadioGroup<Value extends string>({
  legend,
  options,
  value,
  onChange,
}: RadioGroupProps<Value>) {
  const id = useId();
  return (
    <fieldset className="fr-fieldset" aria-labelledby={`${id}-legend`}>
      <legend className="fr-fieldset__legend fr-fieldset__legend--regular" id={`${id}-legend`}>
        {legend}
      </legend>
      {options.map((option) => (
        <div key={option.value} className="fr-fieldset__element">
          <div className="fr-radio-group">
            <input
              type="radio"
              id={`${id}-${option.value}`}
              name={id}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            <label className="fr-label" htmlFor={`${id}-${option.value}`}>
              {option.label}
              {option.hint && <span className="fr-hint-text">{option.hint}</span>}
            </label>
          </div>
        </div>
      ))}
    </fieldset>
  );
}

interface SelectProps<Value extends string> {
  label: string;
  hideLabel?: boolean;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

export function Select<Value extends string>({
  label,
  hideLabel,
  options,
  value,
  onChange,
}: SelectProps<Value>) {
  const id = useId();
  return (
    <div className="fr-select-group">
      <label className={hideLabel ? 'fr-sr-only' : 'fr-label'} htmlFor={id}>
        {label}
      </label>
      <select
        className="fr-select"
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface SwitchProps {
  label: ReactNode;
  hint?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

export function Switch({ label, hint, checked, disabled, onChange }: SwitchProps) {
  return (
    <ToggleSwitch
      label={label}
      helperText={hint}
      checked={checked}
      disabled={disabled}
      inputTitle=""
      showCheckedHint={false}
      onChange={onChange}
    />
  );
}
