#include "evidence/verify.h"

#include "evidence/seal.h"
#include "ingest/json/reader.h"
#include "model/error.h"

namespace oneway {
namespace {

std::string text_at(Value root, std::string_view path) {
  return std::string(root.dotted(path).text());
}

bool names_plan(Value plans, const std::string& sha256) {
  for (auto [key, plan] : plans.elements())
    if (plan["sha256"].text() == sha256) return true;
  return false;
}

}  // namespace

Verification verify_record(const std::string& text, const std::string& key,
                           const std::vector<std::string>& plan_sha256) {
  Verification v;
  const SealCheck check = check_seal(text, key);
  v.has_hmac = check.has_hmac;
  if (!check.fault.empty()) {
    v.faults.push_back(check.fault);
    return v;
  }
  Document document;
  try {
    document = json::parse(text);
  } catch (const InputError& e) {
    v.faults.push_back(std::string("it is sealed, but no JSON: ") + e.what());
    return v;
  }
  const Value root = document.root();
  if (text_at(root, "kind") != "oneway-evidence" || !text_at(root, "format_version").starts_with("1.")) {
    v.faults.push_back("it is sealed, but no evidence record of a version that this program knows");
    return v;
  }
  v.change_id = text_at(root, "change.id");
  v.environment = text_at(root, "change.environment");
  v.cls = text_at(root, "class");
  v.gate = root.dotted("gate.passed").is_true() ? "passed" : "failed";
  v.post_apply = text_at(root, "post_apply.verdict");
  for (const std::string& sha256 : plan_sha256)
    if (!names_plan(root["plans"], sha256))
      v.faults.push_back("it is about another plan: none of its plans has the SHA-256 " + sha256);
  return v;
}

}  // namespace oneway
