/** The generated client on our session: each request bears the access token, each refusal is an ApiError. */
import type { Session } from '@/auth/session';
import { client } from './generated/client.gen';
import type { Problem } from './generated/types.gen';

/** What the API refused, or `offline` when it could not be reached at all. `message` is French. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** French, by the name of the field at fault. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(status: number, code: string, detail: string, fields: Record<string, string> = {}) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.fields = fields;
  }

  /** The network or the service failed: the same request may well succeed in a moment. */
  get temporary(): boolean {
    // The passwords of the day have been displayed: tomorrow is not a moment.
    if (this.code === 'display_budget_spent') return false;
    return this.code === 'offline' || this.status >= 500 || this.status === 429;
  }
}

const UNREACHABLE = 'Le service ne répond pas. Vérifiez votre connexion, puis réessayez.';
const UNREADABLE = 'Le service a donné une réponse inattendue. Réessayez dans un instant.';

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'detail' in error;
}

export function toApiError(error: unknown, response: Response | undefined): ApiError {
  if (response === undefined) return new ApiError(0, 'offline', UNREACHABLE);
  if (!isProblem(error)) return new ApiError(response.status, 'unreadable', UNREADABLE);
  const fields = (error.errors ?? []).map((fault) => [fault.field ?? '', fault.detail ?? '']);
  return new ApiError(response.status, error.code, error.detail, Object.fromEntries(fields));
}

export function connectClient(session: Session): void {
  client.setConfig({ baseUrl: '/api', throwOnError: true, auth: () => session.accessToken() });
  client.interceptors.error.use((error, response) => {
    // An aborted request is no error of the service: the one who asked has gone.
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    const problem = toApiError(error, response);
    if (problem.status === 401) session.expired();
    return problem;
  });
}
