// Things that should say exactly which version they are, and do not: images, charts, modules.
#pragma once
#include <map>
#include <set>
#include <string>

#include "assess/surfaces/judge.h"

namespace oneway {

class PinJudge : public SurfaceJudge {
 public:
  PinJudge();
  void change(const Sight& sight) override;
  void config_resource(const ConfigResource& r, std::uint32_t input) override;
  void config_module_call(const ConfigModuleCall& m, std::uint32_t input) override;
  void answer(Assessment& a, const std::vector<const Stack*>& stacks) override;

 private:
  struct Open {
    std::uint32_t input;
    std::string code, address, block, what, argument;
    std::string before, after;
    bool hidden;  // sensitive
    bool absent;  // nothing is said; the configuration may know better
  };
  struct Call {
    std::string address, source, version;
  };
  void image(const Sight& sight, const View& view, const Pin& pin);
  void version(const Sight& sight, const View& view, const Pin& pin);
  void modules(Assessment& a, const std::vector<const Stack*>& stacks);

  TypeIndex pins_;
  std::vector<Open> open_;
  std::vector<std::pair<std::uint32_t, Call>> calls_;
  std::set<std::pair<std::uint32_t, std::string>> written_;  // "block\nargument" of the configuration
};

// "registry/app:1.2@sha256:..." taken apart.
struct ImageReference {
  std::string repository, tag, digest;
};
ImageReference parse_image(std::string_view text);

}  // namespace oneway
