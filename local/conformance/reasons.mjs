// Why tests of outside suites fail, by suite. `wording`: another text or status for the same refusal. `not claimed`: the local cloud refuses it by
// name, or the suite tests what only the servers have that it is made for.
const notClaimed = (why, ...tests) => ({ kind: 'not claimed', why, tests });
const wording = (why, ...tests) => ({ kind: 'wording', why, tests });
/** A reason only where the failure says so: a test of that name may fail for another one. */
const saying = (says, reason) => ({ ...reason, says });

/** Two texts that differ: no status, number or item does. */
const TEXTS = /^expected '(?!com\.amazon)[^]*' to (be|match|start with) ['/]/;

export const REASONS = {
  'dynamodb-conformance': [
    notClaimed('PartiQL is refused by name', /PartiQL/),
    wording('the text of a refusal', /exact error messages/, /validation ordering/),
  ],
  'alternator': [
    notClaimed('streams are not run', /^test_streams/),
    notClaimed('indexes of vectors', /^test_vector/),
    notClaimed('backups, and the operation that tells endpoints', /^test_backup/, /^test_describe_endpoints/),
    notClaimed("how many of the smallest items a page has, by ScyllaDB's own count of their bytes", /^test_query\.test_query_large_page_small_rows/),
    notClaimed('what has expired is not removed', /^test_ttl\.test_ttl_expiration/),
    notClaimed('its own check counts what its other thread sets meanwhile', /^test_tag\.test_concurrent_tag/),
    notClaimed(
      "ScyllaDB's own: its metrics, logs, roles, system tables, tablets, isolation of writes, limits of names",
      /^test_(metrics|logs|cql_rbac|cql_schema|expression_caching|service_levels|system_tables|tablets|scylla|health|audit|write_isolation)\b/, /^collection failure/, /^\.collection/, /test_audit/,
      /very_long_name_222/, /test_tag_resource_write_isolation_values/, /test_ttl_tag_is_unwritable/, /test_forbidden_tags_from_creation/, /using (vnodes|tablets)/,
      /^test_(compressed_response|http_headers|encoding|returnconsumedcapacity)\b/, /^test_scan/,
    ),
    wording(
      'the text or the status of a refusal', /^test_limits/, /^test_gsi_updatetable/, /^test_table\.test_create_table_duplicate/, /^test_manual_requests/,
      /^test_compressed_request/, /^test_authorization/, /^test_tag\.test_tag_resource_incorrect/, /^test_batch\.test_batch_write_item_large_broken_connection/,
    ),
    wording('CORS headers of what names no operation', /^test_cors/),
    wording('what DescribeTable and DeleteTable tell beside the keys', /^test_describe_table/, /^test_table\.test_delete_table_description/),
  ],
  'dynalite': [
    notClaimed('parameters that nobody knows are refused, not ignored', /^listTables functionality should return 200 if random attributes/),
    saying(/the local cloud does not know the parameter/, notClaimed('parameters that nobody knows are refused, not ignored', /validations/)),
    notClaimed('signatures in the query string', /^listTables functionality should return 200 if using query string signing/),
    saying(/^expected 200 to be 400/, notClaimed('a table is there, and gone, at once', /if table is being created$/, /^deleteTable functionality should eventually delete/)),
    notClaimed('quotas of throughput, and when it was changed', /^updateTable validations .* for high .*CapacityUnits/, /^updateTable functionality should triple rates/),
    notClaimed(
      'one port for all services, without TLS: what names no operation of DynamoDB is not its to answer', /^dynalite connections basic/,
      /^dynalite connections JSON should (return SerializationException if body is|return UnknownOperationException|set CORS if OPTIONS)/,
    ),
    saying(/__type: '[\w.]+#\w+(Token|Signature)Exception'/, wording('what is said of a signature that is none', /^dynalite connections JSON/)),
    saying(/to match \/\^\[0-9A-Z\]\{52\}\$\/$/, wording("the form of a request's id", /./)),
    saying(/#SerializationException/, wording('a reason beside SerializationException', /^listTables serializations should return 400 if no body/)),
    saying(
      /TableStatus: 'CREATING'[^]*DeletionProtectionEnabled: false/,
      wording('what is told of a new table beside its keys and indexes: AWS of today tells more', /^createTable functionality/),
    ),
    saying(/#ResourceNotFoundException/, wording('the text of a refusal; or of two mistakes, which is told', /^untagResource validations .* if ResourceArn does not exist/)),
    saying(/#(Validation|AccessDenied|ResourceNotFound)Exception' to be /, wording(
      'another refusal of what is refused', /^(listTagsOfResource|tagResource|untagResource) validations .* (empty|no|unauthorized|short|long|longer)\b.* ResourceArn$/,
      /^query validations .* incorrect number of KeyConditions/,
    )),
    saying(TEXTS, wording('the text of a refusal; or of two mistakes, which is told', /validations should return ValidationException/)),
    saying(/Member must satisfy/, wording('the order in which mistakes are told', /^deleteItem validations .* incorrect attributes$/)),
  ],
  's3-tests': [
    notClaimed(
      'ACLs, policies, CORS, versions, tags, encryption, ownership and public access of buckets that are set by request: they come with the template',
      /versioning|versioned|_marker_(versioned|suspended)|null_version/, /_if_(none_)?match$/, /^test_s3\.test_access_bucket/, /^test_s3\.test_object_raw_/, /cors/, /anon/,
      /public_block|block_public|public_buckets/, /bucket_(owner|ownership)|object_writer/, /bucket_(encryption|tagging)/, /with_policy|_policy_prefix/,
      /^test_s3\.test_(bucket_list_return_data|expected_bucket_owner|100_continue|list_multipart_upload_owner|object_delete_key_bucket_gone)/,
      /^test_s3\.test_(bucket_create_special_key_names|object_copy_not_owned)/,
    ),
    notClaimed('other accounts and Regions, signatures of version 2, and the bucket of the CDK that is always there',
      /create_exists|recreate|get_location|list_buckets/, /_date\b|_date$|aws2/),
    notClaimed('what the suite sends is mended by the client before it is sent', /^test_headers/),
    notClaimed('bodies of no announced length', /chunked_transfer_encoding/),
    notClaimed('a part that the suite lists twice', /resend_first_finishes_last/),
    wording('another refusal of what is refused', /checksum_(sha256|crc64nvme)$/, /invalid_range/, /get_part$/, /read_unreadable/, /put_excess_tags/, /checksum_object_attributes/),
    wording('how names, tags and metadata are written', /encoding_basic/, /prefix_unreadable/, /unicode_metadata/, /encoding_aws_chunked/, /put_obj_with_tags/, /continuationtoken_empty/),
    wording('what a copy says of its checksum, and a deletion of what was no version', /use_cksum_helper/, /delete_marker_nonversioned/),
  ],
};
