import { type ReactNode, useEffect, useRef } from "react";

let isFirstPage = true;

/** A view: names the document and, after a change of view, moves the focus to the heading. */
export function Page({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} · Base2`;
    if (!isFirstPage) heading.current?.focus();
    isFirstPage = false;
  }, [title]);

  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead !== undefined && <p className="lead">{lead}</p>}
      {children}
    </>
  );
}
