import { compareUtf8 } from '../../utf8-order';

/** Names in the order in which S3 lists them. */
export class OrderedKeys {
  private readonly keys: string[] = [];

  add(key: string): void {
    const position = this.firstFrom(key);
    if (this.keys[position] !== key) this.keys.splice(position, 0, key);
  }

  remove(key: string): void {
    const position = this.firstFrom(key);
    if (this.keys[position] === key) this.keys.splice(position, 1);
  }

  /** Position of the first name that is not before the key. */
  firstFrom(key: string): number {
    return this.first((name) => compareUtf8(name, key) >= 0);
  }

  firstAfter(key: string): number {
    return this.first((name) => compareUtf8(name, key) > 0);
  }

  /** Position of the first name behind all that start so. */
  firstBehind(prefix: string): number {
    return this.first((name) => compareUtf8(name, prefix) > 0 && !name.startsWith(prefix));
  }

  at(position: number): string | undefined {
    return this.keys[position];
  }

  private first(isReached: (name: string) => boolean): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (isReached(this.keys[middle])) high = middle; else low = middle + 1;
    }
    return low;
  }
}
