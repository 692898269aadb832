import type { Tags } from '../../../s3/request/tags';
import type { DeleteMarker, NewUpload, StoredObject, UploadedPart } from '../stored-object';

/** What becomes of a bucket's index, one step. All steps in their order make the index. */
export type Change =
  /** On top of what was there; in place of the version of that id. With `upload`, the upload that the object was made of ends. */
  | { readonly kind: 'put'; readonly key: string; readonly object: StoredObject; readonly upload?: string }
  | { readonly kind: 'mark'; readonly key: string; readonly marker: DeleteMarker }
  | { readonly kind: 'tag'; readonly key: string; readonly tags: Tags; readonly versionId?: string }
  | { readonly kind: 'delete'; readonly key: string; readonly versionId?: string }
  | { readonly kind: 'create-upload'; readonly upload: NewUpload }
  | { readonly kind: 'put-part'; readonly upload: string; readonly number: number; readonly part: UploadedPart }
  | { readonly kind: 'abort-upload'; readonly upload: string };
