import BTree from 'sorted-btree';
import { compareUtf8 } from '../../utf8-order';

/** Longer than any key of 1,024 bytes, so that nothing that starts with a prefix comes behind the prefix and this. */
const BEHIND_ALL = '\u{10ffff}'.repeat(257);

/** Names in the order in which S3 lists them. */
export class Keys {
  private readonly tree = new BTree<string, true>(undefined, compareUtf8);

  add(key: string): void {
    this.tree.set(key, true);
  }

  remove(key: string): void {
    this.tree.delete(key);
  }

  get isEmpty(): boolean {
    return this.tree.isEmpty;
  }

  /** The first name that is not before the key. */
  firstFrom(key: string): string | undefined {
    return this.tree.has(key) ? key : this.tree.nextHigherKey(key);
  }

  firstAfter(key: string): string | undefined {
    return this.tree.nextHigherKey(key);
  }

  /** The first name behind all that start so. */
  firstBehind(prefix: string): string | undefined {
    return this.tree.nextHigherKey(prefix + BEHIND_ALL);
  }
}
