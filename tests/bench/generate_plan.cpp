// Writes a realistic plan document (plan format 1.2, the engine's key order and escaping, one line) of any
// size:
//
//     generate_plan --size 300M [--max-changes N] [--giant-string BYTES] [--seed N] [--from-nothing N] >
//     plan.json
//
// Nested modules, long policies, base64 user data; 85 % of the resources are no-op, unless --max-changes
// leaves fewer changes. --from-nothing creates everything, and gives every N-th resource other values than a
// plan without it has (0: none). --giant-string puts one string of that length into a no-op. The same options
// give the same bytes.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/plan_resource.h"

namespace oneway::bench {
namespace {

constexpr std::uint64_t kPerModule = 25, kComponents = 5;
constexpr std::string_view kRegions[] = {"eu-central-1", "eu-west-1", "us-east-1", "ap-southeast-2"};
constexpr std::uint64_t kRegionCount = std::size(kRegions);

class Output {
 public:
  ~Output() { flush(); }
  std::string& text() {
    if (text_.size() > kChunk) flush();
    return text_;
  }

 private:
  static constexpr std::size_t kChunk = 1 << 20;
  void flush() {
    std::fwrite(text_.data(), 1, text_.size(), stdout);
    text_.clear();
  }
  std::string text_;
};

// The shape: root -> up to 4 regions -> services -> 5 components of 25 resources each. Regions share one
// configuration.
class Plan {
 public:
  Plan(std::uint64_t services, std::uint64_t regions, std::uint64_t max_changes, std::uint64_t giant,
       std::uint64_t seed, std::optional<std::uint64_t> from_nothing)
      : services_(services),
        regions_(regions),
        giant_(giant),
        seed_(seed),
        actions_(resources(), Action::NoOp) {
    if (from_nothing) {
      others_ = *from_nothing;
      actions_.assign(resources(), Action::Create);
      giant_home_ = actions_.size();
      return;
    }
    std::vector<std::uint64_t> changed;
    for (std::uint64_t i = 0; i < resources(); ++i) {
      actions_[i] = action_of(seed_ + i);
      if (actions_[i] != Action::NoOp) changed.push_back(i);
    }
    for (std::uint64_t k = 0; k < changed.size(); ++k) {
      const bool stays = changed.size() <= max_changes ||
                         k * max_changes / changed.size() != (k + 1) * max_changes / changed.size();
      if (!stays) actions_[changed[k]] = Action::NoOp;
    }
    while (giant_home_ < actions_.size() && actions_[giant_home_] != Action::NoOp) ++giant_home_;
  }

  std::uint64_t resources() const { return services_ * regions_ * kComponents * kPerModule; }

  void write(Output& out) const {
    out.text() += R"({"format_version":"1.2","terraform_version":"1.11.4",)"
                  R"("variables":{"environment":{"value":"production"}},"planned_values":{"root_module":)";
    modules(out, false);
    out.text() += R"(},"resource_changes":[)";
    for (std::uint64_t i = 0; i < resources(); ++i) {
      if (i > 0) out.text() += ',';
      write_change(resource(i), out.text());
    }
    out.text() +=
        R"(],"prior_state":{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":)";
    modules(out, true);
    out.text() += R"(}},"configuration":)";
    configuration(out);
    out.text() += R"(,"timestamp":"2026-01-05T02:45:03Z","applyable":true,"complete":true,"errored":false})"
                  "\n";
  }

 private:
  Resource resource(std::uint64_t i) const {
    const std::uint64_t per_region = services_ * kComponents * kPerModule;
    const std::uint64_t slot = i % per_region;
    const bool other = others_ > 0 && i % others_ == 0;
    Resource r = resource_at(slot, seed_ + i + (other ? kOtherSeed : 0));
    r.module = "module.region[\\\"" + std::string(kRegions[i / per_region]) + "\\\"].module.service_" +
               std::to_string(slot / (kComponents * kPerModule)) + ".module.component_" +
               std::to_string(slot / kPerModule % kComponents);
    r.action = actions_[i];
    if (i == giant_home_) r.giant = giant_;
    return r;
  }

  // The module tree of planned_values, or of prior_state.
  void modules(Output& out, bool prior) const {
    std::uint64_t next = 0;
    out.text() += R"({"child_modules":[)";
    for (std::uint64_t region = 0; region < regions_; ++region) {
      const std::string path = "module.region[\\\"" + std::string(kRegions[region]) + "\\\"]";
      out.text() += region ? ",{\"address\":\"" : "{\"address\":\"";
      out.text() += path + R"(","child_modules":[)";
      for (std::uint64_t service = 0; service < services_; ++service) {
        const std::string inner = path + ".module.service_" + std::to_string(service);
        out.text() += service ? ",{\"address\":\"" : "{\"address\":\"";
        out.text() += inner + R"(","child_modules":[)";
        for (std::uint64_t component = 0; component < kComponents; ++component) {
          out.text() += component ? ",{\"resources\":[" : "{\"resources\":[";
          component_resources(out, next, prior);
          out.text() += R"(],"address":")" + inner + ".module.component_" + std::to_string(component) + "\"}";
        }
        out.text() += "]}";
      }
      out.text() += "]}";
    }
    out.text() += "]}";
  }

  void component_resources(Output& out, std::uint64_t& next, bool prior) const {
    bool first = true;
    for (std::uint64_t j = 0; j < kPerModule; ++j) {
      const Resource r = resource(next++);
      if (r.action == (prior ? Action::Create : Action::Delete)) continue;
      if (!first) out.text() += ',';
      first = false;
      write_values(r, prior, out.text());
    }
  }

  void configuration(Output& out) const {
    out.text() +=
        R"({"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws",)"
        R"("version_constraint":"~\u003e 5.0"}},"root_module":{"module_calls":{"region":{)"
        R"("source":"./modules/region","for_each_expression":{"references":["var.regions"]},"module":{)"
        R"("module_calls":{)";
    std::uint64_t slot = 0;
    for (std::uint64_t service = 0; service < services_; ++service) {
      out.text() += (service ? ",\"service_" : "\"service_") + std::to_string(service) +
                    R"(":{"source":"./service","module":{"module_calls":{)";
      for (std::uint64_t component = 0; component < kComponents; ++component) {
        out.text() += (component ? ",\"component_" : "\"component_") + std::to_string(component) +
                      R"(":{"source":"./component","module":{"resources":[)";
        for (std::uint64_t j = 0; j < kPerModule; ++j) {
          if (j > 0) out.text() += ',';
          write_configuration(resource_at(slot, slot), out.text());
          ++slot;
        }
        out.text() += "]}}";
      }
      out.text() += "}}}";
    }
    out.text() += R"(}}}},"variables":{"environment":{}}}})";
  }

  static constexpr std::uint64_t kOtherSeed = 500'000;
  std::uint64_t services_, regions_, giant_, seed_;
  std::uint64_t others_ = 0;
  std::uint64_t giant_home_ = 0;
  std::vector<Action> actions_;
};

// "300M" -> 300,000,000. 0 if it is no number.
std::uint64_t read_size(std::string_view text) {
  std::uint64_t factor = 1;
  if (text.ends_with('k')) factor = 1'000;
  if (text.ends_with('M')) factor = 1'000'000;
  if (text.ends_with('G')) factor = 1'000'000'000;
  if (factor > 1) text.remove_suffix(1);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value * factor : 0;
}

// Bytes that one service of all regions adds to a plan.
std::uint64_t bytes_of_a_service() {
  std::string sample;
  constexpr std::uint64_t kSample = 500;
  for (std::uint64_t i = 0; i < kSample; ++i) {
    Resource r = resource_at(i, i);
    r.module = "module.region[\\\"eu-central-1\\\"].module.service_00.module.component_0";
    write_values(r, true, sample);
    write_values(r, false, sample);
    write_change(r, sample);
  }
  return sample.size() * kRegionCount * kComponents * kPerModule / kSample;
}

int run(int argc, char** argv) {
  std::uint64_t size = 0, max_changes = ~std::uint64_t{0} >> 32, giant = 0, seed = 1, others = 0;
  bool from_nothing = false;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view option = argv[i];
    std::uint64_t* const target = option == "--size"           ? &size
                                  : option == "--max-changes"  ? &max_changes
                                  : option == "--giant-string" ? &giant
                                  : option == "--seed"         ? &seed
                                  : option == "--from-nothing" ? &others
                                                               : nullptr;
    if (!target) size = 0;
    if (!target) break;
    *target = read_size(argv[i + 1]);
    from_nothing = from_nothing || target == &others;
  }
  if (size == 0 || argc % 2 == 0) {
    std::cerr << "usage: generate_plan --size 300M [--max-changes N] [--giant-string BYTES] [--seed N] "
                 "[--from-nothing N] > plan.json\n";
    return 2;
  }
  Output out;
  const std::uint64_t whole = bytes_of_a_service(), services = std::max<std::uint64_t>(1, size / whole);
  const std::uint64_t regions = std::clamp<std::uint64_t>(size * kRegionCount / whole, 1, kRegionCount);
  Plan(services, regions, max_changes, giant, seed * 1'000'003,
       from_nothing ? std::optional(others) : std::nullopt)
      .write(out);
  return 0;
}

}  // namespace
}  // namespace oneway::bench

int main(int argc, char** argv) {
  return oneway::bench::run(argc, argv);
}
