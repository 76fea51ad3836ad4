// Types that say the same of different objects, declared once: who may do what (`_iam_member`) is the same
// statement for a bucket and for a key, and only the arguments that name the object differ.
//
//   for_each:
//     - members:
//         _iam_member: {like: a_project_iam_member, force_new: [$arguments, role, member], import_id: "$id
//         {role} {member}"}
//       objects:
//         a_bucket: {arguments: [bucket], id: "b/{bucket}"}
//
// makes the entry a_bucket_iam_member. "$word" stands for what the object says under that key; a list takes
// the place of its element.
#pragma once
#include "catalog/yaml/fields.h"

namespace oneway::yaml {

// The map of types that `for_each` of a file makes. Faults go to `source`.
Node expand_families(const Source& source, const Node& families);

}  // namespace oneway::yaml
