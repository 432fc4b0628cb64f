/** The addresses of the service. Each page is loaded when it is first opened. */
import { lazy, type ReactNode, Suspense } from 'react';
import { Outlet, Route, Routes, useLocation } from 'react-router';
import { useSessionState } from '@/auth/session_context';
import { OperationTray } from '@/features/operations/operation_tray';
import { AdministrationOnly } from '@/features/schools/administration_only';
import { SchoolScope } from '@/features/schools/school';
import { Announcer } from '@/ui/announcer';
import { Loading } from '@/ui/states';
import { Toasts } from '@/ui/toast';
import {
  ADMINISTRATION_ADDRESSES,
  PUBLIC_ADDRESSES,
  type PublicAddress,
  SCHOOL_ADDRESSES,
  type SchoolAddress,
} from './addresses';
import { ErrorBoundary } from './error_boundary';
import { NotFound } from './not_found';
import { Shell } from './shell';
import { SignIn } from './sign_in';

const SchoolsPage = lazy(() => import('@/features/schools/schools_page'));
const HomePage = lazy(() => import('@/features/home/home_page'));
const StudentsPage = lazy(() => import('@/features/people/students_page'));
const ExternalStudentsPage = lazy(() => import('@/features/people/external_students_page'));
const GuardiansPage = lazy(() => import('@/features/people/guardians_page'));
const AccountPage = lazy(() => import('@/features/account/account_page'));
const StatisticsPage = lazy(() => import('@/features/statistics/statistics_page'));
const SettingsPage = lazy(() => import('@/features/settings/settings_page'));
const OperationsPage = lazy(() => import('@/features/operations/operations_page'));
const OperationPage = lazy(() => import('@/features/operations/operation_page'));
const UsernamesPage = lazy(() => import('@/features/usernames/usernames_page'));
const ImportsPage = lazy(() => import('@/features/imports/imports_page'));
const JournalPage = lazy(() => import('@/features/journal/journal_page'));
const GuidePage = lazy(() => import('@/features/guide/guide_page'));
const AccessibilityPage = lazy(() => import('@/features/accessibility/accessibility_page'));

const PUBLIC_PAGES: Record<PublicAddress, ReactNode> = {
  '/documentation': <GuidePage />,
  '/accessibilite': <AccessibilityPage />,
};

const SCHOOL_PAGES: Record<SchoolAddress, ReactNode> = {
  '': <HomePage />,
  eleves: <StudentsPage />,
  'eleves/:accountId': <AccountPage population="students" />,
  'eleves-exterieurs': <ExternalStudentsPage />,
  'eleves-exterieurs/:accountId': <AccountPage population="external_students" />,
  responsables: <GuardiansPage />,
  'responsables/:accountId': <AccountPage population="guardians" />,
  statistiques: <StatisticsPage />,
  parametrage: <SettingsPage />,
  operations: <OperationsPage />,
  'operations/:operationId': <OperationPage />,
  identifiants: <UsernamesPage />,
  imports: <ImportsPage />,
  journal: <JournalPage />,
  '*': <NotFound />,
};

function schoolPage(address: SchoolAddress): ReactNode {
  const page = SCHOOL_PAGES[address];
  if (!ADMINISTRATION_ADDRESSES.includes(address)) return page;
  return <AdministrationOnly>{page}</AdministrationOnly>;
}

export function App({ demonstration }: { demonstration: boolean }) {
  return (
    <Announcer>
      <Toasts>
        <Routes>
          <Route
            element={
              <Shell>
                <Main />
              </Shell>
            }
          >
            {PUBLIC_ADDRESSES.map((path) => (
              <Route key={path} path={path} element={PUBLIC_PAGES[path]} />
            ))}
          </Route>
          <Route
            path="/"
            element={
              <Shell>
                <SignedIn demonstration={demonstration} landing>
                  <Main />
                </SignedIn>
              </Shell>
            }
          >
            <Route index element={<SchoolsPage />} />
          </Route>
          <Route
            path="/:uai"
            element={
              <SignedIn demonstration={demonstration}>
                <SchoolScope frame={(content) => <Shell awaited>{content}</Shell>}>
                  {(school) => (
                    <Shell school={school} tray={<OperationTray />}>
                      <Main />
                    </Shell>
                  )}
                </SchoolScope>
              </SignedIn>
            }
          >
            {SCHOOL_ADDRESSES.map((path) =>
              path === '' ? (
                <Route key={path} index element={schoolPage(path)} />
              ) : (
                <Route key={path} path={path} element={schoolPage(path)} />
              ),
            )}
          </Route>
        </Routes>
      </Toasts>
    </Announcer>
  );
}

function Main() {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary path={pathname}>
      <main id="contenu" className="fr-container" tabIndex={-1}>
        <Suspense fallback={<Loading lines={8} />}>
          <Outlet />
        </Suspense>
      </main>
    </ErrorBoundary>
  );
}

/** Its children for who is signed in; the others sign in first, and come back to the same address. */
function SignedIn({
  demonstration,
  landing = false,
  children,
}: {
  demonstration: boolean;
  landing?: boolean;
  children: ReactNode;
}) {
  const state = useSessionState();
  if (state === 'signed-out') return <SignIn demonstration={demonstration} landing={landing} />;
  return children;
}
