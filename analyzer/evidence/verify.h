// Is an evidence record what was sealed, and is it about this plan?
#pragma once
#include <string>
#include <vector>

namespace oneway {

struct Verification {
  std::vector<std::string> faults;  // why it is refused; empty = it holds
  std::string change_id, environment, cls, gate, post_apply;
  bool has_hmac = false;
};

// `plan_sha256`: hex digests of the plans that it must be about; empty = not asked.
Verification verify_record(const std::string& text, const std::string& key,
                           const std::vector<std::string>& plan_sha256);

}  // namespace oneway
