#include "model/rollback_class.h"

#include <gtest/gtest.h>

namespace oneway {
namespace {

TEST(RollbackClass, EveryIdReadsBackAndTheOrderIsTheGates) {
  for (RollbackClass c : kAllClasses) EXPECT_EQ(rollback_class_from_id(id(c)), c);
  EXPECT_EQ(rollback_class_from_id("safe"), std::nullopt);
  EXPECT_EQ(worst(RollbackClass::ForwardOnly, RollbackClass::ManualRepair), RollbackClass::ForwardOnly);
  EXPECT_EQ(id(worst(RollbackClass::Compensatable, RollbackClass::NonRecoverable)),
            "non-recoverable-without-restore");
}

}  // namespace
}  // namespace oneway
