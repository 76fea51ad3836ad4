#include "assess/surfaces/network.h"

#include <algorithm>

#include "assess/change/words.h"
#include "assess/surfaces/paths.h"

namespace oneway {
namespace {

constexpr std::size_t kShown = 12;

// Elements that stand on the old side only, as canonical text.
std::vector<std::string> removed(Value before, Value after, const std::string& path) {
  Paths paths;
  std::set<std::string> stays;
  for (const Value v : paths.at(after, path)) stays.insert(v.to_canonical_json());
  std::vector<std::string> gone;
  for (const Value v : paths.at(before, path))
    if (std::string text = v.to_canonical_json(); !stays.contains(text)) gone.push_back(std::move(text));
  return gone;
}

std::string block_of(const std::string& address) {
  const auto parsed = parse_address(address);
  return parsed ? parsed->static_string() : address;
}

}  // namespace

NetworkJudge::NetworkJudge() : lifelines_(surface_rules().lifelines), homes_(surface_rules().state_homes) {}

void NetworkJudge::change(const Sight& sight) {
  if (sight.action().empty() || sight.creates()) return;
  for (const View& view : sight.views()) {
    for (const std::size_t i : lifelines_.of(view.name)) {
      const Lifeline& line = surface_rules().lifelines[i];
      Cut cut{sight.input, sight.change.address,           line.what, sight.destroys(),
              {},          any_true(view.before_sensitive)};
      if (sight.updates()) {
        for (const std::string& path : line.arguments)
          for (std::string& text : removed(view.before, view.after, path))
            cut.gone.push_back(path + " " + text);
        if (cut.gone.empty()) continue;
      }
      cuts_.push_back(std::move(cut));
      break;
    }
    Paths paths;
    for (const std::size_t i : homes_.of(view.name)) {
      if (sight.updates()) continue;
      Home home{sight.input, sight.change.address,           std::string(sight.action()), {},
                false,       any_true(view.before_sensitive)};
      for (const std::string& argument : surface_rules().state_homes[i].arguments)
        for (std::string& text : paths.texts(view.before, argument)) {
          home.named_like_one = home.named_like_one || matches_part(surface_rules().state_name, text);
          home.names.insert(std::move(text));
        }
      changed_homes_.push_back(std::move(home));
    }
  }
}

bool NetworkJudge::wants_prior_values(const PriorObject& o) const {
  if (o.mode != "data") return false;
  for (const TypedArguments& source : surface_rules().state_sources)
    for (const std::string& pattern : source.types)
      if (matches_whole(pattern, o.type)) return true;
  return false;
}

void NetworkJudge::prior(const PriorObject& o, std::uint32_t) {
  if (!wants_prior_values(o)) return;
  Paths paths;
  for (const TypedArguments& source : surface_rules().state_sources)
    for (const std::string& argument : source.arguments)
      for (std::string& text : paths.texts(o.values, argument)) states_.insert(std::move(text));
}

void NetworkJudge::answer(Assessment& a, const std::vector<const Stack*>& stacks) {
  for (const Cut& cut : cuts_) {
    const Stack& stack = *stacks[cut.input];
    if (destroys_everything(stack)) continue;
    // A new one of the same kind beside it would be a move of the traffic; dependents tell who has to follow.
    std::vector<std::string> addresses{cut.address};
    for (std::string& name : stack.graph.dependents(block_of(cut.address), kShown))
      addresses.push_back(std::move(name));
    Finding& f = add_finding(
        a, "OW711",
        cut.address + " carries " + cut.what + " and " +
            (cut.for_good       ? "goes"
             : cut.gone.empty() ? "is away while it is replaced"
                                : "loses a part of it") +
            (addresses.size() > 1
                 ? "; in this plan " + std::to_string(addresses.size() - 1) +
                       (addresses.size() == 2 ? " resource depends" : " resources depend") + " on it"
                 : "") +
            ". If the runner, the state's backend or a cluster's egress goes through it, apply and the way "
            "back "
            "are cut off: test the path from the runner first.",
        addresses);
    for (std::size_t i = 0; i < cut.gone.size() && i < 4; ++i) {
      const std::size_t blank = cut.gone[i].find(' ');
      f.evidence.push_back(text_evidence(cut.gone[i].substr(0, blank),
                                         std::string_view(cut.gone[i]).substr(blank + 1), false, cut.hidden));
    }
  }
  for (const Home& home : changed_homes_) {
    const bool read = std::any_of(home.names.begin(), home.names.end(),
                                  [&](const std::string& name) { return states_.contains(name); });
    if (!read && !home.named_like_one) continue;
    Finding& f = add_finding(a, "OW712",
                             home.address +
                                 (read ? " holds a state that this configuration reads, and is "
                                       : " is named like something that holds states, and is ") +
                                 (home.action == "destroy" ? "destroyed" : "replaced") +
                                 ": with the state goes every way to plan, apply or go back.",
                             {home.address});
    if (!home.names.empty())
      f.evidence.push_back(text_evidence("name", *home.names.begin(), false, home.hidden));
  }
}

}  // namespace oneway
