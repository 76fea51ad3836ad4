#include "ingest/plan/engine.h"

#include <charconv>

namespace oneway {

int version_number(std::string_view text) {
  int major = 0, minor = 0;
  const char* end = text.data() + text.size();
  auto first = std::from_chars(text.data(), end, major);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.') return 0;
  auto second = std::from_chars(first.ptr + 1, end, minor);
  if (second.ec != std::errc() || major < 0 || major > 99 || minor < 0 || minor > 999) return 0;
  return major * 1000 + minor;
}

void EngineEvidence::see(const Change& c) {
  see_provider(c.provider);
  if (c.mode == "ephemeral" || c.actions.has(Action::Open) ||
      c.action_reason.starts_with("forgot_because_") || c.action_reason == "delete_because_enabled_false")
    opentofu_mark_ = true;
  if (c.actions.leaves_old_behind())
    (c.actions.list()[0] == Action::Create ? terraform_mark_ : opentofu_mark_) = true;
}

void EngineEvidence::see_provider(std::string_view source) {
  if (source.starts_with("registry.terraform.io/"))
    terraform_registry_ = true;
  else if (source.starts_with("registry.opentofu.org/"))
    opentofu_registry_ = true;
}

Engine EngineEvidence::verdict(const PlanMeta& meta) const {
  if (meta.applyable || meta.complete)
    return Engine::Terraform;  // Terraform since 1.8 always, OpenTofu never
  if (terraform_mark_ != opentofu_mark_) return terraform_mark_ ? Engine::Terraform : Engine::OpenTofu;
  const int version = version_number(meta.engine_version);
  if (version != 0 && version < 1006) return Engine::Terraform;  // OpenTofu begins with 1.6 and format 1.2
  if (!meta.format_version.empty() && meta.format_version != "1.2" &&
      version_number(meta.format_version) < 1002)
    return Engine::Terraform;
  if (meta.format_version == "1.2" && meta.errored && version >= 1008) return Engine::OpenTofu;
  if (terraform_registry_ != opentofu_registry_)
    return terraform_registry_ ? Engine::Terraform : Engine::OpenTofu;
  return Engine::Unknown;
}

}  // namespace oneway
