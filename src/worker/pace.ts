/** How long a run dwells on its lines, so that an iteration lasts long enough to be watched. */
export class Pace {
  private milliseconds = 0;
  /** Lines of the last iteration that were worth a look; a guess until there was one. */
  private lines = 6;
  private passed = 0;

  get isSlow(): boolean {
    return this.milliseconds > 0;
  }

  /** @param milliseconds of an iteration; 0 is full speed */
  set(milliseconds: number): void {
    this.milliseconds = milliseconds;
  }

  /** Milliseconds for the line that has just been passed for the last time in this iteration. */
  lineTime(): number {
    this.passed += 1;
    return this.milliseconds / this.lines;
  }

  endIteration(): void {
    this.lines = Math.max(1, this.passed);
    this.passed = 0;
  }
}
