// Jobs: running one now.
export const journeys = [
  {
    name: "a job is run now, and it is said",
    as: "admin",
    async run({ page, go }) {
      await go("/jobs");
      await page.getByRole("button", { name: "Run now" }).first().click();
      await page.getByRole("status").locator(".toast").first().waitFor();
    },
  },
];
