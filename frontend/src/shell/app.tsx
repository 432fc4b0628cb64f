/** The addresses of the service. Each page is loaded when it is first opened. */
import { lazy, type ReactNode, Suspense } from 'react';
import { Outlet, Route, Routes } from 'react-router';
import { useSessionState } from '@/auth/session_context';
import { OperationTray } from '@/features/operations/operation_tray';
import { SchoolScope } from '@/features/schools/school';
import { Announcer } from '@/ui/announcer';
import { Loading } from '@/ui/states';
import { Toasts } from '@/ui/toast';
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
const GuidePage = lazy(() => import('@/features/guide/guide_page'));
const AccessibilityPage = lazy(() => import('@/features/accessibility/accessibility_page'));

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
            <Route path="/documentation" element={<GuidePage />} />
            <Route path="/accessibilite" element={<AccessibilityPage />} />
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
            <Route index element={<HomePage />} />
            <Route path="eleves" element={<StudentsPage />} />
            <Route path="eleves/:accountId" element={<AccountPage population="students" />} />
            <Route path="eleves-exterieurs" element={<ExternalStudentsPage />} />
            <Route
              path="eleves-exterieurs/:accountId"
              element={<AccountPage population="external_students" />}
            />
            <Route path="responsables" element={<GuardiansPage />} />
            <Route
              path="responsables/:accountId"
              element={<AccountPage population="guardians" />}
            />
            <Route path="statistiques" element={<StatisticsPage />} />
            <Route path="parametrage" element={<SettingsPage />} />
            <Route path="operations" element={<OperationsPage />} />
            <Route path="operations/:operationId" element={<OperationPage />} />
            <Route path="identifiants" element={<UsernamesPage />} />
            <Route path="imports" element={<ImportsPage />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Routes>
      </Toasts>
    </Announcer>
  );
}

function Main() {
  return (
    <ErrorBoundary>
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
