/** Time that a clock on the wall shows, in whatever zone it hangs: its local fields do not depend on this machine's zone. */
export class WallClock extends Date {
  /** @param day as `2026-11-30` @param time as `14:30` or `14:30:00` */
  static at(day: string, time: string): WallClock {
    return new WallClock(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
  }

  /** By this, ical-generator recognises dates that have a zone of their own. */
  withTimeZone(): this {
    return this;
  }

  override getFullYear(): number {
    return this.getUTCFullYear();
  }

  override getMonth(): number {
    return this.getUTCMonth();
  }

  override getDate(): number {
    return this.getUTCDate();
  }

  override getHours(): number {
    return this.getUTCHours();
  }

  override getMinutes(): number {
    return this.getUTCMinutes();
  }

  override getSeconds(): number {
    return this.getUTCSeconds();
  }
}
