#include "restore/objects.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "assess/change/words.h"

namespace oneway {
namespace {

using Status = RestoreObject::Status;

class Comparison {
 public:
  Comparison(const StateSide& candidate, const StateSide& current, const PlanEvidence& now,
             const PlanEvidence& next, const NameTable& names, Restoration& out)
      : candidate_(candidate), current_(current), now_(now), next_(next), names_(names), out_(out) {}

  ObjectsAnswer run() {
    for (const StateRecord& r : candidate_.records) {
      if (r.mode != "managed") continue;
      if (const StateRecord* other = current_.find(r.key()))
        compare(r, *other);
      else
        only_in_candidate(r);
    }
    for (const StateRecord& r : current_.records)
      if (r.mode == "managed" && !candidate_.find(r.key())) only_in_current(r);
    predict_followers();
    compare_outputs();
    std::sort(out_.objects.begin(), out_.objects.end(), [](const RestoreObject& a, const RestoreObject& b) {
      return std::tie(b.cls, b.status, a.address, a.deposed) <
             std::tie(a.cls, a.status, b.address, b.deposed);
    });
    std::sort(out_.next_apply.begin(), out_.next_apply.end(), [](const NextAction& a, const NextAction& b) {
      return std::tie(b.cls, a.address, a.actions) < std::tie(a.cls, b.address, b.actions);
    });
    return answer_;
  }

 private:
  RestoreObject& add(const StateRecord& r, Status status, std::string code, RollbackClass cls,
                     std::string message) {
    RestoreObject o;
    o.status = status;
    o.address = r.address;
    o.deposed = r.deposed;
    o.identity = r.identity;
    o.cls = cls;
    o.code = std::move(code);
    o.message = std::move(message);
    out_.objects.push_back(std::move(o));
    return out_.objects.back();
  }

  void predict(const std::string& address, std::vector<std::string> actions, bool certain, RollbackClass cls,
               std::string message) {
    out_.next_apply.push_back({address, std::move(actions), certain, cls, std::move(message)});
  }

  // Do we know what will be applied next, rather than take the current state for it?
  bool knows_configuration() const { return next_.given || (now_.given && !now_.refresh_only); }

  // Is this address part of what will be applied next? Without a plan the current state stands for the
  // configuration.
  bool configured(const std::string& address) const {
    if (next_.given) return next_.configured.contains(address);
    if (now_.given && !now_.refresh_only) return now_.configured.contains(address);
    return current_.find(address) != nullptr;
  }

  bool proven_gone(const StateRecord& r) const {
    return now_.gone.contains(r.address) && current_.find(r.address) != nullptr;
  }
  bool proven_live(const StateRecord& r) const {
    return r.world_key() && now_.live_identities.contains(r.world_key());
  }

  void compare(const StateRecord& r, const StateRecord& other) {
    if (!r.deposed.empty()) {
      ++out_.same;
      return;
    }
    if (r.identity_hash && other.identity_hash && r.world_key() != other.world_key())
      return re_pointed(r, other);
    compare_marks(r, other);
    const std::vector<std::string> differs = differing_arguments(r, other, names_);
    if (differs.empty()) {
      if (!marked_) ++out_.same;
      return;
    }
    regressed(r, other, differs);
  }

  void re_pointed(const StateRecord& r, const StateRecord& other) {
    answer_.needs_repair = true;
    RestoreObject& o = add(r, Status::RePointed, "OW532", other.if_destroyed,
                           "The candidate points at " + shown(r) + ", the current state at " + shown(other) +
                               (proven_gone(r) ? " (which was deleted outside)" : "") +
                               ". After the restore the live object is orphaned" +
                               (other.facts->names.empty() ? "." : " and keeps its name."));
    o.current_identity = other.identity;
    o.differs = differing_arguments(r, other, names_);
    if (r.lives_in_state_only) {
      const bool forces = forces_replacement(r, o.differs);
      predict(r.address, forces ? words({"delete", "create"}) : words({"update"}), false, r.if_destroyed,
              "This type lives in the state alone: the old object comes back and is changed again.");
      return;
    }
    predict(r.address, {"create"}, false, twin_class(other),
            "The refresh finds the old object gone and a twin of the live one is made" + name_clause(other) +
                ".");
  }

  void regressed(const StateRecord& r, const StateRecord& other, const std::vector<std::string>& differs) {
    std::vector<std::string> lost = unreadable(r, differs);
    const bool repaired = lost.empty() && !r.lives_in_state_only;
    RestoreObject& o =
        add(r, Status::Regressed, repaired ? "OW533" : "OW534",
            repaired ? RollbackClass::FullyReversible : RollbackClass::ManualRepair,
            r.lives_in_state_only ? "Older arguments, and nothing outside the state to refresh them from."
            : repaired            ? "Older arguments; the next refresh reads the real ones."
                                  : "Older arguments. A refresh does not bring back " + joined(lost, "and") +
                             ": they stand only in the state, and the next destroy obeys them.");
    o.differs = differs;
    if (r.lives_in_state_only) {
      answer_.needs_repair = true;
      const bool forces = forces_replacement(r, differs);
      predict(r.address, forces ? words({"delete", "create"}) : words({"update"}), true,
              forces ? r.if_destroyed : RollbackClass::FullyReversible,
              "The configuration's value is applied again.");
    } else if (!repaired) {
      answer_.needs_repair = true;
      predict(r.address, {"update"}, false, RollbackClass::FullyReversible,
              "Arguments that only the state knows are written again.");
    } else {
      followers_.push_back(&other);
    }
  }

  // Objects that changed while something they depend on did, and which is made anew: what they took from it
  // is another value again.
  void predict_followers() {
    std::map<std::uint64_t, const std::string*> anew;
    for (const NextAction& next : out_.next_apply)
      if (next.actions.back() == "create")
        if (const StateRecord* r =
                current_.find(next.address) ? current_.find(next.address) : candidate_.find(next.address))
          anew.emplace(StateRecord::dependency(r->static_address), &r->address);
    for (const StateRecord* r : followers_)
      for (const std::uint64_t dependency : r->dependencies)
        if (const auto made = anew.find(dependency); made != anew.end()) {
          predict(r->address, {"update"}, false, RollbackClass::FullyReversible,
                  "It takes values from " + *made->second + ", which would be made anew.");
          break;
        }
  }

  void compare_marks(const StateRecord& r, const StateRecord& other) {
    marked_ = false;
    const auto mark = [&](std::string code, RollbackClass cls, std::string message) {
      marked_ = true;
      add(r, Status::MarkLost, std::move(code), cls, std::move(message));
    };
    if (r.tainted && !other.tainted) {
      answer_.needs_repair = true;
      mark("OW537", r.if_destroyed,
           "Tainted in the candidate only: the next apply would replace a sound object. Run `untaint` after "
           "the push.");
      predict(r.address, {"delete", "create"}, true, r.if_destroyed,
              "Replaced because the restored state says tainted.");
    } else if (!r.tainted && other.tainted) {
      mark("OW536", RollbackClass::ManualRepair,
           "The taint mark would be lost: the next apply keeps an object that was marked for replacement.");
    }
    if (!r.create_before_destroy && other.create_before_destroy)
      mark("OW541", RollbackClass::FullyReversible,
           "create_before_destroy would be forgotten until the next apply writes it again.");
    if (r.dependencies.size() < other.dependencies.size())
      mark("OW540", RollbackClass::FullyReversible,
           "Dependencies would be forgotten (" + std::to_string(other.dependencies.size()) + " known now, " +
               std::to_string(r.dependencies.size()) +
               " in the candidate): destroys may run in the wrong order.");
  }

  void only_in_candidate(const StateRecord& r) {
    if (!r.deposed.empty()) return deposed_returns(r);
    if (const StateRecord* there = current_.same_thing(r); there && !candidate_.find(there->key()))
      return moved(r, *there);
    answer_.needs_repair = true;
    const bool wanted = configured(r.address), live = proven_live(r);
    const StateRecord* elsewhere = current_.same_thing(r);
    const bool lost = wanted && knows_configuration() && !elsewhere;
    RestoreObject& o = add(
        r, Status::Resurrected, live || elsewhere ? "OW544" : "OW531", r.if_destroyed,
        lost ? "It is configured and the current state does not know it: lost from the state, or destroyed "
               "outside. If it lives, the restore brings it back under management."
        : elsewhere ? "The same object is also managed as " + elsewhere->address +
                          ": after the restore two addresses claim it."
        : live ? "It left the state but lives on: after the restore it is managed again, and destroyed "
                 "by the next apply if nothing configures it."
               : "The current state does not know it: destroyed since, removed on purpose, or adopted by "
                 "another stack. If it lives, the next apply or clean-up destroys the live one." +
                     std::string(" ") + r.if_destroyed_message);
    o.stays = lost;
    if (elsewhere) o.other_address = elsewhere->address;
    if (wanted)
      predict(r.address, {"create"}, false, twin_class(r),
              "If it is gone it is made again, empty" + name_clause(r) + ".");
    else
      predict(r.address, {"delete"}, false, r.if_destroyed,
              r.lives_in_state_only || live || elsewhere
                  ? "It is not configured any more, so it is destroyed, unless a removed block still says to "
                    "forget it."
                  : "Destroyed if it still lives (nothing configures it); dropped if it is gone.");
  }

  void deposed_returns(const StateRecord& r) {
    answer_.needs_repair = true;
    const StateRecord* serving = current_.same_thing(r);
    add(r, Status::Resurrected, serving ? "OW546" : "OW539", r.if_destroyed,
        serving
            ? "Deposed in the candidate, but it is the object that serves as " + serving->address +
                  " now: the next apply destroys it."
            : "A deposed object comes back into the state; the next apply destroys it if it still lives.");
    predict(r.address, {"delete"}, serving != nullptr || r.lives_in_state_only, r.if_destroyed,
            "Deposed objects are destroyed by the next apply.");
  }

  void only_in_current(const StateRecord& r) {
    if (!r.deposed.empty()) {
      answer_.needs_repair = true;
      add(r, Status::Forgotten, "OW538", RollbackClass::ManualRepair,
          "A deposed object would be forgotten: it lives on and costs money.");
      return;
    }
    if (const StateRecord* there = candidate_.same_thing(r); there && !current_.find(there->key()))
      return;  // told as a move
    answer_.needs_repair = true;
    add(r, Status::Forgotten, "OW530", twin_class(r),
        "It lives in the world and the candidate does not know it" + name_clause(r) +
            ". Import it after the push.");
    if (configured(r.address))
      predict(r.address, {"create"}, false, twin_class(r),
              "A twin is made beside the live one" + name_clause(r) +
                  ", unless an import block still brings it in.");
  }

  void moved(const StateRecord& r, const StateRecord& there) {
    answer_.needs_repair = true;
    RestoreObject& o = add(r, Status::Moved, "OW535", r.if_destroyed,
                           "The same object is " + there.address +
                               " now. Without a moved block that is still in the configuration, the next "
                               "apply destroys it here and makes an empty one there.");
    o.other_address = there.address;
    o.current_identity = there.identity;
    predict(r.address, {"delete"}, false, r.if_destroyed,
            "Destroyed unless a moved block still says where it went.");
    predict(there.address, {"create"}, false, twin_class(there),
            "Made anew unless a moved block still says where it came from.");
  }

  void compare_outputs() {
    std::vector<std::string> differ;
    for (const auto& [name, hash] : current_.outputs)
      if (const auto at = candidate_.outputs.find(name); at == candidate_.outputs.end() || at->second != hash)
        differ.push_back(name);
    if (differ.empty()) return;
    Finding f;
    f.code = "OW542";
    f.severity = Severity::Warning;
    f.message = "Outputs that other stacks may read would change until the next apply.";
    f.addresses = std::move(differ);
    out_.findings.push_back(std::move(f));
  }

  static std::vector<std::string> words(std::initializer_list<const char*> list) {
    return {list.begin(), list.end()};
  }

  static std::string shown(const StateRecord& r) {
    return r.identity.empty() ? "another object" : r.identity;
  }

  static bool has_unique_name(const StateRecord& r) {
    return std::any_of(r.facts->names.begin(), r.facts->names.end(),
                       [](const NameRule& n) { return n.scope != "none"; });
  }
  static std::string name_clause(const StateRecord& r) {
    return has_unique_name(r) ? "; its name is taken, so the create is refused" : "";
  }
  // A second object is a cost and a confusion, never a loss.
  static RollbackClass twin_class(const StateRecord&) { return RollbackClass::ManualRepair; }

  // Arguments that the provider never reads back: they steer a destroy, or are secret.
  static std::vector<std::string> unreadable(const StateRecord& r, const std::vector<std::string>& differs) {
    std::vector<std::string> out;
    const auto named = [&](const std::string& path) {
      const std::string top = path.substr(0, path.find('.'));
      if (std::binary_search(differs.begin(), differs.end(), top) &&
          std::find(out.begin(), out.end(), top) == out.end())
        out.push_back(top);
    };
    for (const DestroyFlag& f : r.facts->destroy_flags)
      for (const Clause& clause : f.when.all) named(clause.path);
    for (const SecretRule& s : r.facts->secrets) named(s.argument);
    return out;
  }

  static bool forces_replacement(const StateRecord& r, const std::vector<std::string>& differs) {
    return std::any_of(r.facts->force_new.begin(), r.facts->force_new.end(), [&](const std::string& path) {
      return std::binary_search(differs.begin(), differs.end(), path.substr(0, path.find('.')));
    });
  }

  const StateSide &candidate_, &current_;
  const PlanEvidence &now_, &next_;
  const NameTable& names_;
  Restoration& out_;
  ObjectsAnswer answer_;
  std::vector<const StateRecord*> followers_;  // regressed, and the refresh reads the real arguments
  bool marked_ = false;
};

}  // namespace

ObjectsAnswer compare_objects(const StateSide& candidate, const StateSide& current, const PlanEvidence& now,
                              const PlanEvidence& next, const NameTable& names, Restoration& out) {
  return Comparison(candidate, current, now, next, names, out).run();
}

}  // namespace oneway
