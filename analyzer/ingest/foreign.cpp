#include "ingest/foreign.h"

namespace oneway {
namespace {

constexpr std::size_t kMaxKeys = 64, kShownKeys = 8;

struct Refusal {
  std::string what, advice;
};

const Refusal kEncrypted = {"this is encrypted by OpenTofu (state and plan encryption)",
                            "let the engine decrypt it: `tofu show -json PLANFILE` for a plan, `tofu state "
                            "pull` for a state, run where the "
                            "encryption key is configured"};
const Refusal kState = {
    "this is a state, not a plan",
    "to judge whether it can be put back, use: oneway restore --candidate STATE --current STATE"};
const Refusal kEmptyShow = {
    "this is what `show -json` prints when there is nothing to show: no plan and no state",
    "give `show -json` the path of a saved plan: terraform plan -out=plan.tfplan && terraform show -json "
    "plan.tfplan"};
const Refusal kPlan = {"this is a plan, not a state", "to judge a plan, use: oneway plan FILE"};

}  // namespace

std::string printable(std::string_view text, std::size_t max) {
  std::string out;
  for (char c : text.substr(0, max)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      out += "\\x";
      out += "0123456789abcdef"[byte >> 4];
      out += "0123456789abcdef"[byte & 15];
    } else {
      out += c;
    }
  }
  while (text.size() > max && !out.empty() && (static_cast<unsigned char>(out.back()) & 0xc0) == 0x80)
    out.pop_back();
  if (text.size() > max) out += "...";
  return out;
}

bool ForeignKeys::add(std::string_view key) {
  if (keys_.size() < kMaxKeys)
    keys_.emplace(key.substr(0, 200));
  else
    more_ = true;
  return has("encrypted_data") || has("encryption_version") || has("plan_format_version") ||
         has("remote_plan_format") ||
         ((has("serial") || has("lineage")) && (has("resources") || has("modules") || has("version")));
}

void ForeignKeys::refuse(const json::Reader& reader, std::string_view wanted) const {
  const auto fail = [&] [[noreturn]] (const Refusal& k) { reader.fail(k.what, k.advice); };
  if (has("encrypted_data") || has("encryption_version")) fail(kEncrypted);
  if (has("plan_format_version") || (has("provider_schemas") && has("resource_changes")))
    fail(
        {"this is the redacted plan of HCP Terraform or Terraform Enterprise, not what `show -json` prints: "
         "it leaves "
         "out the sections that tell what depends on what",
         "download the run's unredacted JSON plan (API: /plans/ID/json-output) or run `terraform show -json` "
         "on it"});
  if (has("remote_plan_format"))
    fail({"this is a bookmark to a plan that HCP Terraform keeps, with no plan in it",
          "run `terraform show -json FILE` where you are logged in to it, and give that"});
  if (has("provider_schemas"))
    fail({"these are provider schemas (`providers schema -json`), not a " + std::string(wanted),
          "give the output of `terraform show -json PLANFILE`"});
  if (has("resource") && has("diagnostics"))
    fail({"this is `state show -json` of a single resource, not a " + std::string(wanted),
          "give the output of `terraform show -json PLANFILE`"});
  if (has("ID") && has("Operation") && has("Who"))
    fail({"this is the lock info of a state: an operation is running, or one was cut off",
          "give the plan or the state itself"});
  if (has("version") || has("serial") || has("lineage") || has("values") || has("modules"))
    fail(wanted == "plan" ? kState
                          : Refusal{"this looks like a state, but lacks what a state must have", ""});
  if (has("resource_changes") || has("planned_values") || has("output_changes")) fail(kPlan);
  if (has("root_module"))
    fail({"this is configuration JSON (`show -json -config`), not a " + std::string(wanted),
          "give the output of `show -json PLANFILE`"});
  if (empty() || (keys_.size() <= 2 && has("format_version"))) fail(kEmptyShow);
  std::string list;
  std::size_t shown = 0;
  for (const std::string& key : keys_) {
    if (shown++ == kShownKeys) break;
    list += (list.empty() ? "" : ", ") + printable(key);
  }
  if (keys_.size() > kShownKeys || more_) list += ", ...";
  fail({"JSON, but no " + std::string(wanted) + ": its top-level keys are " + list,
        "give the output of `terraform show -json` or `tofu show -json`"});
}

}  // namespace oneway
