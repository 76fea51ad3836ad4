#include "assess/blocks/blocks.h"

#include <charconv>

#include "ingest/json/reader.h"
#include "model/error.h"

namespace oneway {
namespace {

bool at_least(const EngineVersion& e, int major, int minor) {
  if (e.major == 0 && e.minor == 0) return true;
  return e.major != major ? e.major > major : e.minor >= minor;
}

// An identity as an HCL object; scalars only, as resource identities are.
std::string identity_object(std::string_view json_text) {
  const Document parsed = json::parse(json_text);
  std::string out = "{\n";
  for (auto [key, value] : parsed.root().members())
    out += "    " + hcl_quote(key) + " = " + (value.is_string() ? hcl_quote(value.text()) : value.to_json()) +
           "\n";
  return out + "  }";
}

bool parse_version(std::string_view text, EngineVersion& into) {
  const char* const end = text.data() + text.size();
  const auto major = std::from_chars(text.data(), end, into.major);
  if (major.ec != std::errc()) return false;
  if (major.ptr == end) return true;
  if (*major.ptr != '.') return false;
  const auto minor = std::from_chars(major.ptr + 1, end, into.minor);
  return minor.ec == std::errc() && (minor.ptr == end || *minor.ptr == '.' || *minor.ptr == '-');
}

// `removed` takes no instance keys: the block, not one of its instances, leaves the configuration.
bool has_keys(std::string_view address) {
  return address.find('[') != std::string_view::npos;
}

// `state mv` keeps the type: out of the state under the old one, in again under the new one.
std::vector<std::string> retype(const StateRepair& r, const std::string& program) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < r.steps.size() && i < r.covers.size(); ++i) {
    const auto& [to, import_id] = r.steps[i];
    out.push_back(program + " state rm " + shell_quote(r.covers[i].first));
    out.push_back(program + " import " + shell_quote(to) + " " +
                  shell_quote(import_id.empty() ? "<import id>" : import_id));
  }
  return out;
}

}  // namespace

std::optional<EngineVersion> engine_version_from(std::string_view text) {
  EngineVersion out;
  const std::size_t at = text.find('@');
  const std::string_view name = text.substr(0, at);
  if (name == "terraform")
    out.engine = Engine::Terraform;
  else if (name == "tofu" || name == "opentofu")
    out.engine = Engine::OpenTofu;
  else
    return std::nullopt;
  if (at != std::string_view::npos && !parse_version(text.substr(at + 1), out)) return std::nullopt;
  return out;
}

EngineVersion engine_version_of(const InputInfo& input) {
  EngineVersion out;
  out.engine = input.engine;
  if (!parse_version(input.engine_version, out)) out.major = out.minor = 0;
  return out;
}

bool block_supported(const StateRepair& r, const EngineVersion& e) {
  const bool tofu = e.engine == Engine::OpenTofu;
  switch (r.kind) {
    case StateRepair::Kind::Moved:
      if (r.cross_type) return tofu ? at_least(e, 1, 10) : at_least(e, 1, 8);
      return at_least(e, 1, r.external_package ? 3 : 1);
    case StateRepair::Kind::Import:
      return at_least(e, 1, r.identity.empty() ? 5 : 12);
    case StateRepair::Kind::Removed:
      // Before OpenTofu 1.10 its removed block knows no lifecycle, but always forgets.
      return !has_keys(r.from) && at_least(e, 1, 7);
    case StateRepair::Kind::Commands:
      return false;
  }
  return false;
}

std::string shell_quote(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += "'\"'\"'";
    else
      out += c;
  }
  return out + "'";
}

std::string hcl_comment(std::string_view text) {
  std::string out = "# ";
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return out + "\n";
}

std::string hcl_block(const StateRepair& r) {
  std::string out = r.why.empty() ? std::string() : hcl_comment(r.why);
  switch (r.kind) {
    case StateRepair::Kind::Moved:
      return out + "moved {\n  from = " + r.from + "\n  to   = " + r.to + "\n}\n";
    case StateRepair::Kind::Import:
      if (!r.complete) out += hcl_comment("Fill in what stands between < and >: the plan does not show it.");
      out += "import {\n  to = " + r.to + "\n";
      out += r.identity.empty() ? "  id = " + hcl_quote(r.id) + "\n"
                                : "  identity = " + identity_object(r.identity) + "\n";
      return out + "}\n";
    case StateRepair::Kind::Removed:
      return out + "removed {\n  from = " + r.from + "\n  lifecycle {\n    destroy = false\n  }\n}\n";
    case StateRepair::Kind::Commands:
      return {};
  }
  return {};
}

std::vector<std::string> state_commands(const StateRepair& r, const EngineVersion& e) {
  const std::string program = e.engine == Engine::OpenTofu ? "tofu" : "terraform";
  const auto mv = [&](const std::string& from, const std::string& to) {
    return program + " state mv " + shell_quote(from) + " " + shell_quote(to);
  };
  switch (r.kind) {
    case StateRepair::Kind::Moved:
      if (r.cross_type) return retype(r, program);
      return {mv(r.from, r.to)};
    case StateRepair::Kind::Import:
      return {program + " import " + shell_quote(r.to) + " " + shell_quote(r.id)};
    case StateRepair::Kind::Removed:
      return {program + " state rm " + shell_quote(r.from)};
    case StateRepair::Kind::Commands: {
      std::vector<std::string> out;
      for (const auto& [from, to] : r.steps) out.push_back(mv(from, to));
      return out;
    }
  }
  return {};
}

}  // namespace oneway
