import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { App } from "./app";
import { ada, fakeApi, lateAnswer } from "./test/fake-api";

function open(path: string) {
  globalThis.history.replaceState(null, "", path);
  render(<App />);
  return userEvent.setup();
}

async function fillIn(user: ReturnType<typeof userEvent.setup>, action: string) {
  await user.type(screen.getByLabelText("E-mail"), "ada@example.org");
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(screen.getByRole("button", { name: action }));
}

describe("Accounts", () => {
  it("say that nobody is logged in", async () => {
    fakeApi();
    open("/");
    expect(await screen.findByText("You are not logged in.")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("name the user of the session", async () => {
    fakeApi({ "GET /users/me": { status: 200, body: ada } });
    open("/");
    expect(await screen.findByText("ada@example.org")).toBeVisible();
    expect(screen.getByText("Member since May 4, 2026")).toBeVisible();
  });

  it("log in, and lead home", async () => {
    const api = fakeApi();
    const user = open("/login");
    await fillIn(user, "Log in");

    expect(await screen.findByText("ada@example.org")).toBeVisible();
    expect(globalThis.location.pathname).toBe("/");
    expect(api.requests).toContainEqual({
      method: "POST",
      path: "/auth/login",
      body: { email: "ada@example.org", password: "correct horse" },
      credentials: "include",
    });
  });

  it("register, which logs in too", async () => {
    fakeApi();
    const user = open("/register");
    await fillIn(user, "Register");
    expect(await screen.findByText("ada@example.org")).toBeVisible();
  });

  it("log out", async () => {
    fakeApi({ "GET /users/me": { status: 200, body: ada } });
    const user = open("/");
    await user.click(await screen.findByRole("button", { name: "Log out" }));
    expect(await screen.findByText("You are not logged in.")).toBeVisible();
  });

  it("stay logged in when logging out fails, and say so", async () => {
    fakeApi({ "GET /users/me": { status: 200, body: ada }, "POST /auth/logout": { status: 503, body: {} } });
    const user = open("/");
    await user.click(await screen.findByRole("button", { name: "Log out" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("You are still logged in.");
    expect(screen.getByText("ada@example.org")).toBeVisible();
  });

  it("are logged out when the API reports an error but took the cookie back", async () => {
    const api = fakeApi({ "GET /users/me": { status: 200, body: ada }, "POST /auth/logout": { status: 503, body: {} } });
    const user = open("/");
    const button = await screen.findByRole("button", { name: "Log out" });
    api.answer("GET /users/me", { status: 401, body: {} });
    await user.click(button);
    expect(await screen.findByText("You are not logged in.")).toBeVisible();
  });

  it("send every request with the session cookie", async () => {
    const api = fakeApi();
    open("/");
    await screen.findByText("You are not logged in.");
    expect(new Set(api.requests.map((request) => request.credentials))).toEqual(new Set(["include"]));
  });
});

describe("A refused form", () => {
  it("says that the password is wrong, keeps the input and can be sent again", async () => {
    const wrong = { detail: "No.", code: "invalid_credentials" };
    const api = fakeApi({ "POST /auth/login": { status: 401, body: wrong } });
    const user = open("/login");
    await fillIn(user, "Log in");
    expect(await screen.findByRole("alert")).toHaveTextContent("The e-mail address or the password is wrong.");
    expect(screen.getByLabelText("E-mail")).toHaveValue("ada@example.org");

    api.answer("POST /auth/login", { status: 200, body: ada });
    await user.click(screen.getByRole("button", { name: "Log in" }));
    expect(await screen.findByText("Member since May 4, 2026")).toBeVisible();
  });

  it("shows what is wrong with a field at the field", async () => {
    const body = { detail: "Invalid.", code: "invalid", errors: { password: ["This password is too common."] } };
    fakeApi({ "POST /auth/register": { status: 422, body } });
    const user = open("/register");
    await fillIn(user, "Register");
    expect(await screen.findByRole("alert")).toHaveTextContent("Please correct the marked fields.");
    expect(screen.getByLabelText("Password")).toBeInvalid();
    expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("This password is too common.");
  });

  it("says when to try again", async () => {
    fakeApi({ "POST /auth/login": { status: 429, body: {}, headers: { "Retry-After": "30" } } });
    const user = open("/login");
    await fillIn(user, "Log in");
    expect(await screen.findByRole("alert")).toHaveTextContent("Try again in 30 seconds.");
  });
});

describe("Without the API", () => {
  it("the page says so and recovers on request", async () => {
    const api = fakeApi({ "GET /ready": "down", "GET /users/me": "down" });
    const user = open("/");
    expect(await screen.findByRole("alert")).toHaveTextContent("The API cannot be reached.");

    api.answer("GET /users/me", { status: 401, body: {} });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("You are not logged in.")).toBeVisible();

    api.answer("GET /ready", { status: 200, body: { status: "ok", checks: { django: "ok" } } });
    await user.click(screen.getByRole("button", { name: "Check again" }));
    await waitFor(() => expect(screen.getAllByText("Running")).toHaveLength(2));
  });

  it("an answer that is not JSON is not taken for a user", async () => {
    fakeApi({ "GET /users/me": { status: 200, body: "<!doctype html>" } });
    open("/");
    expect(await screen.findByRole("alert")).toHaveTextContent("unexpected answer (200)");
  });

  it("the services show which one is away", async () => {
    const body = { status: "unavailable", checks: { django: "ok", database: "unreachable" } };
    fakeApi({ "GET /ready": { status: 503, body } });
    open("/");
    const database = await screen.findByText("Database");
    expect(database.closest("li")).toHaveTextContent("Not available");
    expect(screen.getByText("Accounts").closest("li")).toHaveTextContent("Running");
  });
});

describe("A login that overtakes the first question for the session", () => {
  it("is not undone by its late answer", async () => {
    const late = lateAnswer();
    fakeApi({ "GET /users/me": late.answer });
    const user = open("/login");
    await fillIn(user, "Log in");
    expect(await screen.findByText("ada@example.org")).toBeVisible();

    await act(async () => {
      late.arrive({ status: 401, body: {} });
      await new Promise((resolve) => setTimeout(resolve, 10));
    });
    expect(screen.getByText("ada@example.org")).toBeVisible();
  });
});

describe("Addresses", () => {
  it("an unknown one leads to a page that says so", async () => {
    fakeApi();
    open("/no/such/page");
    expect(screen.getByRole("heading", { name: "Nothing here" })).toBeVisible();
    await waitFor(() => expect(document.title).toBe("Nothing here · Base2"));
  });

  it("a change of view moves the focus to its heading", async () => {
    fakeApi();
    const user = open("/");
    await user.click(screen.getAllByRole("link", { name: "Log in" })[0] as HTMLElement);
    expect(screen.getByRole("heading", { name: "Log in" })).toHaveFocus();
  });
});
