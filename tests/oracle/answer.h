// The rollback oracle: what the simulated world says after v1, v2 and v1 again, and the class that follows
// from it.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/rollback_class.h"
#include "simcloud/driver.h"

namespace oracle {

using simcloud::json;

// Where the contents of an object went that it had before the change.
enum class Fate {
  None,     // it never held any
  Back,     // the object at this address has them
  Revived,  // gone for a while; the create on the way back brought the old object back, as long as it is kept
  LostByRevert,  // apply kept them, going back destroyed them
  Alive,         // the old object lives on, but no state knows it
  Buried,        // the old object can be brought back
  Copied,        // a copy is left (snapshot, retained backups)
  Gone
};

// One address, as measured.
struct Observed {
  std::string address, type;
  bool existed = false;  // before the change
  bool exists_after = false;
  Fate data = Fate::None;
  bool rebuilt = false;        // the contents can be made again from elsewhere
  bool backups_lost = false;   // recovery points of an object that itself stayed
  Fate material = Fate::None;  // key material and generated values
  bool issued = false;         // ... which the cloud issued
  bool configuration_back = true;
  bool changed_meanwhile = false;            // a value that others hold was another one in between
  bool identity_back = true;                 // every attribute that tells it from another object
  std::vector<std::string> changed_outside;  // identity that others hold on to and that is another now
  std::string revert_stopped;                // the cause of the refusal on the way back, "" = none
  bool acted = false;                        // something happened outside that nothing takes back
  bool new_contents_lost = false;            // created by the change, filled since, destroyed by going back
};

// The table, worst first; the class is that of the first row that applies. README.md of this folder shows it.
struct Row {
  const char* when;
  bool (*applies)(const Observed&);
  oneway::RollbackClass cls;
};
const std::vector<Row>& table();
const Row& row_for(const Observed& o);

struct Answer {
  std::map<std::string, Observed> by_address;
  bool applied = false;       // v2 went through
  std::string apply_stopped;  // the cause of the refusal otherwise
  std::string revert_stopped;
  std::vector<std::string> trouble;  // what kept the experiment from being one
};

// Runs the experiment. `scenario` stands at v1 with contents, v2 is written and planned; `v1` is what to go
// back to.
Answer ask_the_world(simcloud::Scenario& scenario, const std::vector<std::string>& providers,
                     const std::string& v1);

}  // namespace oracle
