import { useCallback, useEffect, useState } from "react";
import { api, type Readiness } from "../api";
import { ApiError } from "../api-error";

const EVERY_MS = 30_000;

type Status =
  | { kind: "checking" }
  | { kind: "answered"; readiness: Readiness; at: Date }
  | { kind: "away"; note: string; at: Date };

type Row = { name: string; state: "up" | "down" | "unknown"; note: string };

/** Shows whether the API answers and what it says of the services behind it. */
export function StatusPanel() {
  const [status, check] = useApiStatus();

  return (
    <section className="card" aria-labelledby="status-title">
      <div className="card-head">
        <h2 id="status-title">Services</h2>
        <button className="quiet" type="button" onClick={check}>
          Check again
        </button>
      </div>
      <ul className="status-list" aria-live="polite">
        {rowsOf(status).map((row) => (
          <li key={row.name}>
            <span className={`dot ${row.state}`} aria-hidden="true" />
            <span className="status-name">{row.name}</span>
            <span className="status-note">{row.note}</span>
          </li>
        ))}
      </ul>
      {status.kind !== "checking" && (
        <p className="muted small">Checked at {status.at.toLocaleTimeString("en")}</p>
      )}
    </section>
  );
}

function useApiStatus(): [Status, () => void] {
  const [status, setStatus] = useState<Status>({ kind: "checking" });

  const check = useCallback(() => {
    api.readiness().then(
      (readiness) => setStatus({ kind: "answered", readiness, at: new Date() }),
      (error: unknown) => setStatus({ kind: "away", note: noteOf(error), at: new Date() }),
    );
  }, []);

  useEffect(() => {
    check();
    const timer = setInterval(() => {
      if (!document.hidden) check();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [check]);

  return [status, check];
}

function noteOf(error: unknown): string {
  return error instanceof ApiError && error.status === 429 ? "Asked too often" : "Not available";
}

const names: Record<string, string> = { django: "Accounts", database: "Database" };

function rowsOf(status: Status): Row[] {
  if (status.kind === "checking") return [{ name: "API", state: "unknown", note: "Checking…" }];
  if (status.kind === "away") return [{ name: "API", state: "down", note: status.note }];

  const checks = Object.entries(status.readiness.checks).map(([id, answer]): Row => {
    const isUp = answer === "ok";
    return { name: names[id] ?? id, state: isUp ? "up" : "down", note: isUp ? "Running" : "Not available" };
  });
  return [{ name: "API", state: "up", note: "Running" }, ...checks];
}
