import { type FormEvent, useState } from "react";
import type { Credentials } from "../api";
import { ApiError } from "../api-error";
import { explain } from "../explain";
import { Field } from "./field";

type Props = {
  action: string;
  passwordKind: "current-password" | "new-password";
  submit: (credentials: Credentials) => Promise<void>;
};

/** E-mail and password, with the API's complaints beside the fields they are about. */
export function AccountForm({ action, passwordKind, submit }: Props) {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const fields = error instanceof ApiError ? error.fields : {};

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    try {
      await submit({ email: textOf(form, "email").trim(), password: textOf(form, "password") });
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  }

  return (
    <form className="card" onSubmit={onSubmit} aria-busy={busy}>
      {error !== undefined && (
        <p className="notice problem" role="alert">
          {explain(error)}
        </p>
      )}
      <Field label="E-mail" name="email" type="email" autoComplete="username" errors={fields["email"]} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete={passwordKind}
        errors={fields["password"]}
      />
      <button type="submit" aria-disabled={busy}>
        {busy ? "One moment…" : action}
      </button>
    </form>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
