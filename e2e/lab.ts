import { expect, type Locator, type Page } from '@playwright/test';

/** The Lab as a user meets it, and the run's own account of itself. */
export class Lab {
  readonly status: Locator;
  readonly play: Locator;

  constructor(readonly page: Page) {
    this.status = page.getByRole('status', { name: 'Run status' });
    this.play = page.getByRole('toolbar', { name: 'Transport' }).getByRole('button').first();
  }

  /** Opens `#/lab?query` afresh and waits until the worker can train. */
  open(query: string): Promise<void> {
    return this.openAt(`lab?${query}`);
  }

  /** The same for any address with a run on its page. */
  async openAt(address: string): Promise<void> {
    // A change of the hash alone would not load the page again.
    await this.page.goto('about:blank');
    await this.page.goto(`./#/${address}`);
    await expect(this.status).toHaveAttribute('data-state', /idle|paused/, { timeout: 30_000 });
  }

  /** A value of the status element: `state`, `iteration`, `fingerprint` … */
  async value(name: string): Promise<string> {
    return (await this.status.getAttribute(`data-${name}`)) ?? '';
  }

  async waitForState(state: string, timeout = 45_000): Promise<void> {
    await expect(this.status).toHaveAttribute('data-state', state, { timeout });
  }

  /** Waits until at least `count` iterations are done. */
  async waitForIteration(count: number, timeout = 45_000): Promise<void> {
    await expect.poll(async () => Number(await this.value('iteration')), { timeout }).toBeGreaterThanOrEqual(count);
  }

  /** One click, then the run's fingerprint at its end. */
  async runToTheEnd(timeout?: number): Promise<string> {
    await this.play.click();
    await this.waitForState('finished', timeout);
    return this.value('fingerprint');
  }
}
