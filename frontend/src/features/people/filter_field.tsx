import type { CriteriaRequest, Population, SearchOptionsAnswer } from '@/api/generated';
import { Checkbox, Select } from '@/ui/choice';
import { MultiSelect, type Option } from '@/ui/multi_select';
import { StatusBadge } from '@/ui/status_badge';
import { NO_CLASS, NO_MEF, STATUS, STATUSES } from '@/words/accounts';
import { number } from '@/words/format';
import { FILTER_WORDS } from './criteria_words';
import styles from './filter_bar.module.css';
import type { Filter } from './list_address';
import type { Figures } from './use_people';

interface FilterFieldProps {
  filter: Filter;
  population: Population;
  criteria: CriteriaRequest;
  options: SearchOptionsAnswer | undefined;
  figures: Figures | undefined;
  onChange: (change: (before: CriteriaRequest) => CriteriaRequest) => void;
}

export function FilterField(props: FilterFieldProps) {
  const { filter, criteria, options, onChange } = props;
  if (filter === 'email') return <EmailFilter {...props} />;
  if (filter === 'disputed') {
    return (
      <div className={styles.tick}>
        <Checkbox
          small
          label={`${FILTER_WORDS.disputed.label}${options ? ` (${number(options.disputed)})` : ''}`}
          checked={criteria.disputed ?? false}
          onChange={(disputed) => onChange((before) => ({ ...before, disputed }))}
        />
      </div>
    );
  }
  return (
    <MultiSelect
      label={FILTER_WORDS[filter].label}
      options={optionsOf(filter, props)}
      chosen={criteria[filter] ?? []}
      onChange={(chosen) => onChange((before) => ({ ...before, [filter]: chosen }))}
    />
  );
}

function EmailFilter({ criteria, options, onChange }: FilterFieldProps) {
  const { label } = FILTER_WORDS.email;
  const counted = (options?.emails ?? []).map(({ code, label: words, count }) => ({
    value: code,
    label: `${label} : ${words.toLocaleLowerCase('fr')} (${number(count)})`,
  }));
  return (
    <Select
      label={label}
      hideLabel
      value={criteria.email ?? ''}
      options={[{ value: '', label: `${label} : toutes` }, ...counted]}
      onChange={(value) => {
        const email = value === 'present' || value === 'absent' ? value : undefined;
        onChange((before) => ({ ...before, email }));
      }}
    />
  );
}

function optionsOf(
  filter: Exclude<Filter, 'email' | 'disputed'>,
  { options, population, figures }: FilterFieldProps,
): Option[] {
  if (filter === 'status') {
    return STATUSES[population].map((status) => ({
      value: status,
      label: STATUS[status],
      look: <StatusBadge status={status} />,
      // In the table of guardians the figures are of rows, and would pass for accounts here.
      count: population === 'guardians' ? undefined : figures?.[status],
    }));
  }
  if (!options) return [];
  const known = {
    mef_code: options.mef_codes,
    school_class: options.school_classes,
    home_school: options.home_schools,
    origin: options.origins,
  }[filter];
  return known.map(({ code, label, count }) => ({
    value: code,
    label: filter === 'school_class' ? classWords(code, label) : label || NO_MEF,
    count,
  }));
}

function classWords(code: string, label: string): string {
  if (code === '') return label || NO_CLASS;
  return label === '' || label === code ? code : `${code} – ${label}`;
}
