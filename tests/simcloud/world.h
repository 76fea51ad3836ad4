// What exists: one document under one lock. Tests look into it and change it behind Terraform's back.
//
//   {"clock": 1700000000,
//    "objects": {"KIND/HEX": {"kind", "where", "names", "attributes", "contents": {"data", "backups"},
//    "before"}}, "buried":  {"KIND/HEX": {"object", "until", "back_by_create", "holds_names", "with"}},
//    "holds":   [{"name", "until"}],
//    "faults":  [{"op": "create|read|update|delete|plan|import", "type", "when": {}, "error", "after",
//    "pause", "stale", "sleep_ms", "times"}], "events":  [{"type", "what", "id"}], "log": [{"op", "type",
//    "id", "error"}], "made": {}}
#pragma once
#include <condition_variable>
#include <mutex>

#include "rules.h"

namespace simcloud {

class World {
 public:
  World();
  // Keeps the document in a file too: read again whenever somebody else changed it, written after every
  // change.
  explicit World(std::string file);

  json snapshot();
  void edit(const std::function<void(json&)>& change);
  // The objects of a kind whose attributes have these values.
  std::vector<json> find(const std::string& kind, const json& attributes = json::object());
  // Puts something into every object that can hold it: what a user would have stored by now.
  void write_contents(const std::vector<const ProviderDescription*>& descriptions);
  void advance(std::int64_t seconds);
  void add_fault(const json& fault);
  // Brings a buried object back with everything that was buried with it, as an operator would; false if there
  // is none.
  bool bring_back(const std::string& kind, const json& attributes);

  // Waits until an operation rests in a fault with "pause"; false after the time.
  bool wait_for_pause(int milliseconds);
  void go_on();

  // What the service does. Each applies matching faults first.
  json create(const Call& call, const json& planned, const json& config);
  json update(const Call& call, const json& prior, const json& planned, const json& config);
  void remove(const Call& call, const json& prior);
  json read(const Call& call, const json& current);
  json import(const Call& call, const std::string& id);
  void plan(const Call& call, const json& proposed);
  // Attributes of the one object of `kind` that matches; null if none.
  json look_up(const std::string& kind, const json& where, const json& attributes);

 private:
  struct Trouble {
    std::string error;   // what the operation fails with, "" if it goes through
    bool after = false;  // it is done first and fails then
    bool stale = false;
  };
  Trouble meet_faults(const std::string& op, const Call& call, const json& attributes);
  json change(const std::string& op, const Call& call, const json& subject,
              const std::function<json(Rules&)>& act);
  void load();
  void store();

  std::mutex mutex_;
  std::condition_variable paused_, resumed_;
  int resting_ = 0;
  bool released_ = false;
  json document_;
  std::string file_, mark_;
};

// A failure that comes after the work was done: `state` is what there is now.
struct HalfDone : Refusal {
  HalfDone(const std::string& error, json now) : Refusal(error, "after it was done"), state(std::move(now)) {}
  json state;
};

}  // namespace simcloud
