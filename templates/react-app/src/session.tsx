import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import { api, type Credentials, type User } from "./api";

export type SessionState =
  | { status: "loading" }
  | { status: "anonymous" }
  | { status: "user"; user: User }
  | { status: "unknown"; error: unknown };

type Session = SessionState & {
  logIn: (credentials: Credentials) => Promise<void>;
  register: (credentials: Credentials) => Promise<void>;
  logOut: () => Promise<void>;
  reload: () => Promise<void>;
};

const SessionContext = createContext<Session | null>(null);

/** Knows who is logged in. The session itself is a cookie that no script can read. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ status: "loading" });

  const learn = useCallback((found: SessionState) => {
    // Somebody may have logged in while this answer was on its way.
    setState((current) => (current.status === "user" ? current : found));
  }, []);

  useEffect(() => {
    void askWho().then(learn);
  }, [learn]);

  const session = useMemo<Session>(
    () => ({
      ...state,
      reload: async () => learn(await askWho()),
      logIn: async (credentials) => {
        setState({ status: "user", user: await api.logIn(credentials) });
      },
      register: async (credentials) => {
        setState({ status: "user", user: await api.register(credentials) });
      },
      logOut: async () => {
        try {
          await api.logOut();
        } catch (error) {
          // The API takes the cookie back even when it cannot tell the service behind it.
          if ((await askWho()).status !== "anonymous") throw error;
        }
        setState({ status: "anonymous" });
      },
    }),
    [state, learn],
  );

  return <SessionContext value={session}>{children}</SessionContext>;
}

async function askWho(): Promise<SessionState> {
  try {
    const user = await api.me();
    return user === null ? { status: "anonymous" } : { status: "user", user };
  } catch (error) {
    return { status: "unknown", error };
  }
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("useSession needs a SessionProvider around it");
  return session;
}
