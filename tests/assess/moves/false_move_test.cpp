// Pairs that look like moves and are none: nothing may be said to be a move, and the reason must be told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assess/plan_text.h"

namespace oneway {
namespace {

using test::assess;
using test::Entry;
using test::gone;
using test::made;
using testing::HasSubstr;

struct Trap {
  std::string name;
  std::vector<Entry> entries;
  std::string reason;  // part of what `--why` says; "" = the pair is not even looked at
  std::string configuration = "{}";
};

Entry of_provider(Entry e, std::string provider) {
  e.provider = std::move(provider);
  return e;
}

std::vector<Trap> traps() {
  const std::string data = "terraform.io/builtin/terraform";
  auto gone_data = [&](std::string address, std::string values) {
    return of_provider(gone(address, values), data);
  };
  auto made_data = [&](std::string address, std::string values,
                       std::string unknown = R"({"id":true,"output":true})") {
    return of_provider(made(address, values, unknown), data);
  };
  return {
      {"nothing_in_common",
       {gone_data("terraform_data.a", R"({"id":"1","input":"orders","output":"orders"})"),
        made_data("terraform_data.b", R"({"input":"users"})")},
       ""},
      {"nothing_configured_at_all",
       {gone_data("terraform_data.a", R"({"id":"1","input":null})"),
        made_data("terraform_data.b", R"({"input":null})")},
       ""},
      {"another_provider_source",
       {of_provider(gone("toy_thing.a", R"({"id":"1","label":"orders"})"), "example.com/one/toy"),
        of_provider(made("toy_thing.b", R"({"label":"orders"})"), "example.com/two/toy")},
       "another provider"},
      {"integers_beyond_2_53",
       {gone_data("terraform_data.a", R"({"id":"1","input":9007199254740993})"),
        made_data("terraform_data.b", R"({"input":9007199254740992})")},
       ""},
      {"long_integers_in_a_list",
       {gone_data("terraform_data.a", R"({"id":"1","input":[123456789012345678901234567890]})"),
        made_data("terraform_data.b", R"({"input":[123456789012345678901234567891]})")},
       ""},
      {"attributes_that_disappeared",
       {gone(
            "aws_instance.a",
            R"({"id":"i-1","ami":"ami-1","user_data":"run","key_name":"ops","tags":{"Name":"a"},"monitoring":true})"),
        made("aws_instance.b",
             R"({"ami":"ami-1","user_data":null,"key_name":null,"tags":null,"monitoring":null})")},
       "key_name forces a replacement"},
      {"same_tags_other_name",
       {gone("aws_s3_bucket.a",
             R"({"id":"logs","bucket":"logs","tags":{"team":"a","env":"prod"},"force_destroy":false})"),
        made("aws_s3_bucket.b",
             R"({"bucket":"reports","tags":{"team":"a","env":"prod"},"force_destroy":false})")},
       "another identity"},
      {"only_booleans_in_common",
       {gone_data("terraform_data.a", R"({"id":"1","input":{"on":true,"off":false,"size":3,"name":"x"}})"),
        made_data("terraform_data.b", R"({"input":{"on":true,"off":false,"size":3,"name":"y"}})")},
       ""},
      {"other_instance_key_and_content",
       {gone_data("terraform_data.a[\"x\"]", R"({"id":"1","input":"one"})"),
        made_data("terraform_data.a[\"y\"]", R"({"input":"two"})")},
       ""},
      {"a_change_that_replaces_anyway",
       {gone(
            "aws_dynamodb_table.a",
            R"({"id":"orders","name":"orders","hash_key":"id","billing_mode":"PAY_PER_REQUEST","tags":{"t":"x"}})"),
        made("aws_dynamodb_table.b",
             R"({"name":"orders","hash_key":"uuid","billing_mode":"PAY_PER_REQUEST","tags":{"t":"x"}})")},
       "hash_key forces a replacement"},
      {"another_type",
       {gone("aws_sqs_queue.a", R"({"id":"q","name":"jobs"})"),
        made("aws_sns_topic.a", R"({"name":"jobs"})")},
       ""},
      {"a_create_whose_provisioner_must_run",
       {gone_data("terraform_data.a", R"({"id":"1","input":"orders"})"),
        made_data("terraform_data.b", R"({"input":"orders"})")},
       "has provisioners",
       R"({"root_module":{"resources":[{"address":"terraform_data.b","mode":"managed","type":"terraform_data","name":"b",
          "provider_config_key":"terraform","provisioners":[{"type":"local-exec","expressions":{"command":{"constant_value":"x"}}}]}]}})"},
      {"still_in_a_removed_block",
       {[&] {
          Entry e = gone_data("terraform_data.a", R"({"id":"1","input":"orders"})");
          e.actions = R"(["forget"])";
          return e;
        }(),
        made_data("terraform_data.b", R"({"input":"orders"})")},
       "removed block"},
      {"swapped_resources_are_updated_in_place",
       {of_provider(test::changed("terraform_data.a", R"(["update"])", R"({"id":"1","input":"x"})",
                                  R"({"id":"1","input":"y"})", R"({"output":true})"),
                    data),
        of_provider(test::changed("terraform_data.b", R"(["update"])", R"({"id":"2","input":"y"})",
                                  R"({"id":"2","input":"x"})", R"({"output":true})"),
                    data)},
       ""},
      {"a_replaced_resource_is_no_candidate",
       {of_provider(test::changed("terraform_data.a", R"(["delete","create"])",
                                  R"({"id":"1","input":"x","triggers_replace":"1"})",
                                  R"({"input":"x","triggers_replace":"2"})"),
                    data),
        made_data("terraform_data.b", R"({"input":"x","triggers_replace":"1"})")},
       ""},
      {"all_that_is_equal_is_unknown_or_sensitive",
       {[&] {
          Entry e = gone_data("terraform_data.a",
                              R"({"id":"1","input":{"password":"hunter22hunter22","host":"db-1"}})");
          e.before_sensitive = R"({"input":{"password":true}})";
          return e;
        }(),
        [&] {
          Entry e =
              made_data("terraform_data.b", R"({"input":{"password":"hunter22hunter22","host":"db-2"}})");
          e.after_sensitive = R"({"input":{"password":true}})";
          return e;
        }()},
       ""},
      {"same_image_other_machine",
       {gone(
            "aws_instance.web",
            R"({"id":"i-1","ami":"ami-1","instance_type":"t3.large","tags":{"Name":"web","role":"web"},"user_data":"web"})"),
        made(
            "aws_instance.db",
            R"({"ami":"ami-1","instance_type":"t3.large","tags":{"Name":"db","role":"db"},"user_data":"db"})")},
       "too little is equal"},
      {"role_policies_of_two_roles",
       {gone("aws_iam_role_policy.a",
             R"({"id":"r1:p","name":"p","role":"r1","policy":"{\"Statement\":[]}"})"),
        made("aws_iam_role_policy.b", R"({"name":"p","role":"r2","policy":"{\"Statement\":[]}"})")},
       "another identity"},
      {"same_name_in_another_namespace",
       {of_provider(gone("kubernetes_config_map.a",
                         R"({"id":"x/c","metadata":[{"name":"c","namespace":"x"}],"data":{"k":"v"}})"),
                    "registry.terraform.io/hashicorp/kubernetes"),
        of_provider(made("kubernetes_config_map.b",
                         R"({"metadata":[{"name":"c","namespace":"y"}],"data":{"k":"v"}})"),
                    "registry.terraform.io/hashicorp/kubernetes")},
       "another identity"},
      {"stacks_that_only_resemble_each_other",  // judged as two plans below
       {gone("aws_instance.a", R"({"id":"i-1","ami":"ami-1","instance_type":"t3.large"})"),
        made("aws_instance.a", R"({"ami":"ami-1","instance_type":"t3.large"})")},
       ""},
      {"disks_of_another_size_and_snapshot",
       {gone("aws_ebs_volume.a",
             R"({"id":"v-1","availability_zone":"eu-1a","size":100,"type":"gp3","snapshot_id":"snap-1"})"),
        made("aws_ebs_volume.b",
             R"({"availability_zone":"eu-1a","size":100,"type":"gp3","snapshot_id":"snap-2"})")},
       "snapshot_id forces a replacement"},
  };
}

class FalseMove : public testing::TestWithParam<Trap> {};

TEST_P(FalseMove, IsNoMoveAndSaysWhy) {
  const Trap& t = GetParam();
  for (const bool reversed : {false, true}) {
    std::vector<Entry> entries = t.entries;
    if (reversed) std::reverse(entries.begin(), entries.end());
    const Assessment a =
        t.name.starts_with("stacks")
            ? assess(std::vector<std::string>{test::plan_text({entries[0]}), test::plan_text({entries[1]})})
            : assess(entries, t.configuration);
    EXPECT_TRUE(a.moves.empty()) << a.moves[0].from << " -> " << a.moves[0].to << ": " << a.moves[0].why;
    EXPECT_TRUE(a.move_groups.empty());
    if (t.reason.empty()) continue;
    ASSERT_EQ(a.near_misses.size(), 1u);
    EXPECT_THAT(a.near_misses[0].why, HasSubstr(t.reason));
  }
}

INSTANTIATE_TEST_SUITE_P(Traps, FalseMove, testing::ValuesIn(traps()),
                         [](const auto& trap) { return trap.param.name; });

}  // namespace
}  // namespace oneway
