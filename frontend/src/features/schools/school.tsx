/** The school one works in: the one of the address, if it is one of the caller's. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback } from 'react';
import { useParams } from 'react-router';
import { ApiError } from '@/api/client';
import { getMe, getSchool, type Me, type SchoolHome } from '@/api/generated';
import { Page } from '@/ui/page';
import { Failure, Loading } from '@/ui/states';
import { SecondFactorRequired } from './second_factor_required';

export interface CurrentSchool {
  uai: string;
  name: string;
  /** False for who has troubleshooting only (guide §3.5). */
  administration: boolean;
  /** Numbers by population and status, and the date of the last roster. */
  home: SchoolHome;
}

const SchoolContext = createContext<CurrentSchool | null>(null);

/** Of the queries of one school, so that what an action changed is read again: `schoolKey(uai, 'students', …)`. */
export const schoolKey = (uai: string, ...rest: readonly unknown[]) =>
  ['school', uai, ...rest] as const;

export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => getMe({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useSchoolHome(uai: string) {
  return useQuery({
    queryKey: schoolKey(uai, 'home'),
    queryFn: ({ signal }) => getSchool({ path: { uai }, signal }),
  });
}

/** What is known of the school's accounts may have changed: it is read again where it is shown. */
export function useAccountsChanged(): () => void {
  const queries = useQueryClient();
  const { uai } = useSchool();
  return useCallback(() => {
    void queries.invalidateQueries({ queryKey: schoolKey(uai) });
  }, [queries, uai]);
}

export function useSchool(): CurrentSchool {
  const school = use(SchoolContext);
  if (school === null) throw new Error('useSchool outside of SchoolScope');
  return school;
}

/** Whether administration is open right now: without its second factor one has troubleshooting, or nothing. */
export const administers = (me: Me, uai: string) =>
  me.trusted &&
  me.schools.some((school) => school.uai === uai && school.modules.includes('administration'));

interface SchoolScopeProps {
  /** What stands around a page while there is no school to show. */
  frame: (content: ReactNode) => ReactNode;
  children: (school: CurrentSchool) => ReactNode;
}

export function SchoolScope({ frame, children }: SchoolScopeProps) {
  const { uai = '' } = useParams();
  const me = useMe();
  const home = useSchoolHome(uai);
  const error = me.error ?? home.error;
  if (error && !(me.data && home.data)) {
    return frame(
      <main id="contenu" className="fr-container" tabIndex={-1}>
        <Page title="Établissement">
          {error instanceof ApiError && error.code === 'second_factor_required' ? (
            <SecondFactorRequired school={uai} />
          ) : (
            <Failure
              error={error}
              onRetry={() => void Promise.all([me.refetch(), home.refetch()])}
            />
          )}
        </Page>
      </main>,
    );
  }
  if (!me.data || !home.data) {
    return frame(
      <main id="contenu" className="fr-container" tabIndex={-1}>
        <Loading label="Chargement de l’établissement…" lines={6} />
      </main>,
    );
  }
  const school = {
    uai,
    name: home.data.name,
    administration: administers(me.data, uai),
    home: home.data,
  };
  return <SchoolContext value={school}>{children(school)}</SchoolContext>;
}
