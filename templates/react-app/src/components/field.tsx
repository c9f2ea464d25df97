import { useId } from "react";

type Props = {
  label: string;
  name: string;
  type: "email" | "password";
  autoComplete: string;
  errors: string[] | undefined;
};

export function Field({ label, name, type, autoComplete, errors }: Props) {
  const id = useId();
  const isWrong = errors !== undefined && errors.length > 0;

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-errors` : undefined}
      />
      {isWrong && (
        <ul id={`${id}-errors`} className="field-errors">
          {errors.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
