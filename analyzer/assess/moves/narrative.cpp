#include "assess/moves/narrative.h"

#include <algorithm>

namespace oneway::moves {
namespace {

// Could two objects with equal arguments still hold different things?
bool holds_something(const MatchRecord& r) {
  return r.facts == nullptr || r.facts->contents_unmanaged || r.facts->holds == TypeFacts::Holds::Customer ||
         r.facts->holds == TypeFacts::Holds::Secret;
}

std::string count_of(std::size_t n, const char* one) {
  return std::to_string(n) + " " + one + (n == 1 ? "" : "s");
}

}  // namespace

Move move_of(const MatchRecord& gone, const MatchRecord& fresh, const Comparison& c, Why why) {
  Move m;
  m.from_input = gone.input;
  m.to_input = fresh.input;
  m.from = gone.address_text;
  m.to = fresh.address_text;
  m.score = c.same_identity ? std::max(c.score, 900) : c.score;
  if (why == Why::AnyPairing) {
    m.confidence = Confidence::Inferred;
    m.why = "one of several identical objects: any pairing leaves no difference";
  } else if (why == Why::SamePlace) {
    m.confidence = Confidence::Inferred;
    m.why = "at the same place of what moved as a whole, and nothing speaks against it";
  } else if (c.same_identity) {
    m.confidence = Confidence::Documented;
    m.why = "the same identity: the name or id that tells it apart is equal";
  } else {
    m.confidence = c.exact ? Confidence::WidelyKnown : Confidence::Inferred;
    m.why = c.exact ? "every configured argument that can be compared is equal"
                    : "most of what tells such objects apart is equal";
  }
  return m;
}

MoveGroup group_of(const std::vector<const MatchRecord*>& gone, const std::vector<const MatchRecord*>& fresh,
                   bool identical) {
  MoveGroup group;
  for (const auto* r : gone) group.from.push_back(r->address_text);
  for (const auto* r : fresh) group.to.push_back(r->address_text);
  if (!fresh.empty()) group.input = fresh[0]->input;
  const bool holds = std::any_of(gone.begin(), gone.end(), [](const auto* r) { return holds_something(*r); });
  group.any_pairing = identical && !holds;
  const std::string sizes = std::to_string(gone.size()) + " × " + std::to_string(fresh.size());
  if (group.any_pairing)
    group.why = sizes + " identical: any pairing gives no difference";
  else if (identical)
    group.why =
        sizes + " with equal arguments, but each may hold something else: cannot tell which became which";
  else
    group.why = sizes + " that resemble each other equally: cannot tell which became which";
  return group;
}

std::string refusal_of(const MatchRecord& gone, const MatchRecord& fresh, const MoveContext::Stack& stack) {
  if (gone.side == MatchRecord::Side::Forgotten && gone.input == fresh.input)
    return "the old address is still in a removed block, which the engine does not move; "
           "delete that block to move the object, or import it at the new address";
  if (stack.provisioned.contains(fresh.address.static_string()))
    return "the new resource has provisioners, which a move would not run; move it only if they need not run "
           "again";
  return {};
}

NearMiss refused(const Move& m, const std::string& refusal) {
  return {m.from_input, m.to_input, m.from, m.to, m.score, m.differs, refusal, true};
}

NearMiss near_miss(const MatchRecord& gone, const MatchRecord& fresh, const Comparison& c,
                   const PathTable& paths, std::vector<std::string> differs) {
  NearMiss n{gone.input, fresh.input, gone.address_text, fresh.address_text, c.score, std::move(differs),
             {},         false};
  switch (c.objection) {
    case Objection::Provider:
      n.why = "another provider: " + gone.provider + " and " + fresh.provider;
      break;
    case Objection::Identity:
      n.why = "another identity: the name or id that tells it apart differs";
      break;
    case Objection::ForcesReplacement:
      n.why =
          "a move would not save it: a change of " + paths.text(c.objection_path) + " forces a replacement";
      break;
    case Objection::None:
      n.why = c.score == 0 && !c.evidence ? "nothing configured that could be compared is equal"
              : !c.evidence               ? "only values that say little (booleans, small numbers) are equal"
                            : "too little is equal: " + std::to_string(c.score / 10) + " % by weight";
  }
  return n;
}

bool state_can_move(const MatchRecord& gone, const MatchRecord& fresh) {
  return gone.address.type == fresh.address.type || (fresh.facts != nullptr && fresh.facts->move_supported);
}

std::vector<StateRepair> hand_over(const MatchRecord& gone, const MatchRecord& fresh,
                                   const std::string& why) {
  StateRepair out, in;
  out.kind = StateRepair::Kind::Removed;
  out.input = gone.input;
  out.from = gone.address.to_string();
  in.kind = StateRepair::Kind::Import;
  in.input = fresh.input;
  in.to = fresh.address.to_string();
  in.id = gone.import_id.empty() ? "<import id>" : gone.import_id;
  in.complete = !gone.import_id.empty();
  out.why = in.why = why;
  std::vector<StateRepair> repairs;
  // A forgotten object has its removed block already.
  if (gone.side != MatchRecord::Side::Forgotten) repairs.push_back(std::move(out));
  repairs.push_back(std::move(in));
  return repairs;
}

Finding moves_finding(const std::vector<StateRepair>& repairs, const std::vector<std::string>& events,
                      std::size_t moves) {
  Finding f;
  f.code = "OW510";
  f.severity = Severity::Warning;
  f.message = count_of(moves, "destroy") + " with as many creates " +
              (moves == 1 ? "is a move" : "are moves") + " in disguise; " +
              count_of(repairs.size(), "moved block") + " would keep " +
              (moves == 1 ? "the object" : "the objects");
  std::vector<std::string> told;
  for (const std::string& e : events)
    if (told.empty() || told.back() != e) told.push_back(e);
  for (std::size_t i = 0; i < told.size() && i < 5; ++i) f.message += (i == 0 ? ": " : "; ") + told[i];
  if (told.size() > 5) f.message += "; and " + std::to_string(told.size() - 5) + " more";
  for (const StateRepair& r : repairs)
    for (const auto& [from, to] : r.covers) f.addresses.push_back(from);
  return f;
}

Finding group_finding(const MoveGroup& group) {
  Finding f;
  f.code = "OW511";
  f.severity = Severity::Warning;
  f.message = "Moves in disguise that cannot be told apart: " + group.why;
  f.addresses = group.from;
  f.addresses.insert(f.addresses.end(), group.to.begin(), group.to.end());
  return f;
}

Finding refusal_finding(const NearMiss& miss) {
  Finding f;
  f.code = "OW512";
  f.severity = Severity::Note;
  f.message =
      miss.from + " and " + miss.to + " look like one object, but it cannot simply be moved: " + miss.why;
  f.addresses = {miss.from, miss.to};
  return f;
}

Finding hand_over_finding(const Move& m) {
  Finding f;
  f.code = "OW515";
  f.severity = Severity::Warning;
  f.message = m.from + " and " + m.to + " are one object (" + m.event +
              "); a removed block with destroy = false here and an import there keep it";
  f.addresses = {m.from, m.to};
  return f;
}

}  // namespace oneway::moves
