#include "e2e/repair_proof.h"

namespace oneway::test {
namespace {

// A module with three kinds of content: told apart by a value, counted, and one with nothing of its own.
const char kAppModule[] = R"(
variable "name" {}
resource "terraform_data" "main" { input = { name = var.name, tier = "app" } }
resource "terraform_data" "part" {
  count = 2
  input = "${var.name}-part-${count.index}"
}
resource "terraform_data" "bare" {}
)";
const char kOuterModule[] = R"(
variable "name" {}
resource "terraform_data" "own" { input = "${var.name}-own" }
module "inner" {
  source = "../app"
  name   = "${var.name}-inner"
}
)";
const char kOuterModuleInnerRenamed[] = R"(
variable "name" {}
resource "terraform_data" "own" { input = "${var.name}-own" }
module "core" {
  source = "../app"
  name   = "${var.name}-inner"
}
)";
const char kOuterModuleOwnRenamed[] = R"(
variable "name" {}
resource "terraform_data" "self" { input = "${var.name}-own" }
module "inner" {
  source = "../app"
  name   = "${var.name}-inner"
}
)";

Files root(const std::string& text) {
  return {{"main.tf", text}};
}
Files with_app(const std::string& text) {
  return {{"main.tf", text}, {"app/main.tf", kAppModule}};
}
Files with_outer(const std::string& text, const char* outer = kOuterModule) {
  return {{"main.tf", text}, {"app/main.tf", kAppModule}, {"outer/main.tf", outer}};
}

std::string counted(const std::string& list) {
  return "locals { names = " + list + R"( }
resource "terraform_data" "srv" {
  count            = length(local.names)
  input            = local.names[count.index]
  triggers_replace = local.names[count.index]
})";
}

std::string each(const std::string& set, const std::string& value = "each.value") {
  return R"(resource "terraform_data" "srv" {
  for_each = )" +
         set + "\n  input = " + value + "\n}\n";
}

}  // namespace

std::vector<RepairScenario> repair_scenarios() {
  std::vector<RepairScenario> s;
  s.push_back({"rename", root(R"(resource "terraform_data" "a" { input = "orders" })"),
               root(R"(resource "terraform_data" "b" { input = "orders" })"), 1});
  s.push_back({"two_renames_at_once", root(R"(resource "terraform_data" "a" { input = "orders" }
resource "terraform_data" "b" { input = "users" })"),
               root(R"(resource "terraform_data" "c" { input = "users" }
resource "terraform_data" "d" { input = "orders" })"),
               2});
  s.push_back({"into_a_module",
               with_app(R"(resource "terraform_data" "main" { input = { name = "x", tier = "app" } })"),
               with_app(R"(module "app" {
  source = "./app"
  name   = "x"
})"),
               1, 0, 3});
  s.push_back({"out_of_a_module", with_app(R"(module "app" {
  source = "./app"
  name   = "x"
})"),
               with_app(R"(resource "terraform_data" "main" { input = { name = "x", tier = "app" } })"), 1,
               3});
  s.push_back({"module_rename", with_app(R"(module "app" {
  source = "./app"
  name   = "x"
})"),
               with_app(R"(module "web" {
  source = "./app"
  name   = "x"
})"),
               1});
  s.push_back({"module_gained_count", with_app(R"(module "app" {
  source = "./app"
  name   = "x"
})"),
               with_app(R"(module "app" {
  source = "./app"
  count  = 1
  name   = "x"
})"),
               1});
  s.push_back({"module_gained_for_each", with_app(R"(module "app" {
  source = "./app"
  name   = "x"
})"),
               with_app(R"(module "app" {
  source   = "./app"
  for_each = toset(["x"])
  name     = each.value
})"),
               1});
  s.push_back({"module_lost_count", with_app(R"(module "app" {
  source = "./app"
  count  = 1
  name   = "x"
})"),
               with_app(R"(module "app" {
  source = "./app"
  name   = "x"
})"),
               1});
  s.push_back({"module_count_to_for_each", with_app(R"(locals { names = ["x", "y"] }
module "app" {
  source = "./app"
  count  = 2
  name   = local.names[count.index]
})"),
               with_app(R"(module "app" {
  source   = "./app"
  for_each = toset(["x", "y"])
  name     = each.value
})"),
               2});
  s.push_back({"for_each_module_renamed_as_a_whole", with_app(R"(module "app" {
  source   = "./app"
  for_each = toset(["x", "y"])
  name     = each.value
})"),
               with_app(R"(module "web" {
  source   = "./app"
  for_each = toset(["x", "y"])
  name     = each.value
})"),
               1});
  s.push_back({"count_to_for_each", root(counted(R"(["alpha", "beta", "gamma"])")),
               root(R"(resource "terraform_data" "srv" {
  for_each         = toset(["alpha", "beta", "gamma"])
  input            = each.value
  triggers_replace = each.value
})"),
               3});
  s.push_back({"for_each_to_count", root(R"(resource "terraform_data" "srv" {
  for_each         = toset(["alpha", "beta", "gamma"])
  input            = each.value
  triggers_replace = each.value
})"),
               root(counted(R"(["gamma", "alpha", "beta"])")), 3});
  s.push_back({"single_to_for_each", root(R"(resource "terraform_data" "srv" { input = "alpha" })"),
               root(each(R"(toset(["alpha", "beta"]))")), 1, 0, 1});
  s.push_back({"single_to_count_under_another_name",
               root(R"(resource "terraform_data" "one" { input = "alpha" })"),
               root(R"(resource "terraform_data" "many" {
  count = 1
  input = "alpha"
})"),
               1});
  s.push_back({"for_each_key_change", root(each(R"({ a = "alpha", b = "beta" })")),
               root(each(R"({ first = "alpha", b = "beta" })")), 1});
  s.push_back({"counted_resource_renamed_as_a_whole", root(R"(resource "terraform_data" "a" {
  count = 3
  input = "n-${count.index}"
})"),
               root(R"(resource "terraform_data" "b" {
  count = 3
  input = "n-${count.index}"
})"),
               1});
  s.push_back({"index_shift_at_the_head", root(counted(R"(["alpha", "beta", "gamma", "delta"])")),
               root(counted(R"(["beta", "gamma", "delta"])")), 0, 1, 0, 0, true});
  s.push_back({"index_shift_in_the_middle", root(counted(R"(["alpha", "beta", "gamma", "delta"])")),
               root(counted(R"(["alpha", "gamma", "delta"])")), 0, 1, 0, 0, true});
  s.push_back({"index_shift_by_two", root(counted(R"(["alpha", "beta", "gamma", "delta", "epsilon"])")),
               root(counted(R"(["alpha", "gamma", "epsilon"])")), 0, 2, 0, 0, true});
  s.push_back({"tail_of_a_list_leaves", root(counted(R"(["alpha", "beta", "gamma"])")),
               root(counted(R"(["alpha", "beta"])")), 0, 1});
  s.push_back({"index_shift_by_an_element_that_enters", root(counted(R"(["alpha", "beta", "gamma"])")),
               root(counted(R"(["zeta", "alpha", "beta", "gamma"])")), 0, 0, 1, 0, true});
  s.push_back({"inner_module_renamed", with_outer(R"(module "outer" {
  source = "./outer"
  name   = "x"
})"),
               with_outer(R"(module "outer" {
  source = "./outer"
  name   = "x"
})",
                          kOuterModuleInnerRenamed),
               1});
  s.push_back({"outer_module_renamed", with_outer(R"(module "outer" {
  source = "./outer"
  name   = "x"
})"),
               with_outer(R"(module "shell" {
  source = "./outer"
  name   = "x"
})"),
               1});
  s.push_back({"outer_and_inner_module_renamed", with_outer(R"(module "outer" {
  source = "./outer"
  name   = "x"
})"),
               with_outer(R"(module "shell" {
  source = "./outer"
  name   = "x"
})",
                          kOuterModuleInnerRenamed)});
  s.push_back({"module_renamed_and_a_resource_in_it_too", with_outer(R"(module "outer" {
  source = "./outer"
  name   = "x"
})"),
               with_outer(R"(module "shell" {
  source = "./outer"
  name   = "x"
})",
                          kOuterModuleOwnRenamed),
               2});
  s.push_back({"from_module_to_module", with_app(R"(module "app" {
  source = "./app"
  name   = "x"
}
module "web" {
  source = "./app"
  name   = "y"
})"),
               with_app(R"(module "blue" {
  source = "./app"
  name   = "y"
}
module "green" {
  source = "./app"
  name   = "x"
})"),
               2});
  s.push_back({"strange_keys", root(each(R"({
  "plain"           = "1-plain"
  "quote\"d"        = "2-quoted"
  "dollar$${x}"     = "3-dollar"
  "percent%%{x}"    = "4-percent"
  "line\nbreak"     = "5-line"
  "dot.and[bracket]" = "6-dot"
  "it's"            = "7-single"
  "back\\slash"     = "8-back"
  "ключ-鍵-é"       = "9-unicode"
  ""                = "10-empty"
})")),
               root(R"(resource "terraform_data" "host" {
  for_each = {
    "plain"           = "1-plain"
    "quote\"d!"       = "2-quoted"
    "dollar$${y}"     = "3-dollar"
    "percent%%{y}"    = "4-percent"
    "line\n\nbreak"   = "5-line"
    "dot.[and]\"]"    = "6-dot"
    "it's!"           = "7-single"
    "back\\\\slash"   = "8-back"
    "ключ-鍵-é!"      = "9-unicode"
    " "               = "10-empty"
  }
  input = each.value
})"),
               10});
  s.push_back({"strange_module_keys", with_app(R"(module "app" {
  source   = "./app"
  for_each = { "a\"$${b}" = "x", "c.d[\"e\"]" = "y" }
  name     = each.value
})"),
               with_app(R"(module "app" {
  source   = "./app"
  for_each = { "a'$${b}" = "x", "c.d[\"f\"]" = "y" }
  name     = each.value
})"),
               2});
  s.push_back({"rename_with_a_changed_argument", root(R"(resource "terraform_data" "a" {
  input = { name = "orders", owner = "team-a", region = "north", size = 1 }
})"),
               root(R"(resource "terraform_data" "b" {
  input = { name = "orders", owner = "team-a", region = "north", size = 2 }
})"),
               1, 0, 0, 1});
  s.push_back({"identical_objects_any_pairing", root(R"(resource "terraform_data" "a" {
  count = 3
  input = "same"
})"),
               root(R"(resource "terraform_data" "b" {
  for_each = toset(["x", "y", "z"])
  input    = "same"
})"),
               3});
  s.push_back({"policy_text_written_another_way", root(R"(resource "terraform_data" "a" {
  input = "{\"Version\":\"2012\",\"Statement\":[{\"Action\":[\"a\",\"b\"],\"Effect\":\"Allow\"}]}"
})"),
               root(R"(resource "terraform_data" "b" {
  input = jsonencode({ Statement = [{ Effect = "Allow", Action = ["b", "a"] }], Version = "2012" })
})"),
               1, 0, 0, 1});
  s.push_back({"rename_beside_a_real_destroy_and_create",
               root(R"(resource "terraform_data" "a" { input = "orders" }
resource "terraform_data" "old" { input = "legacy" })"),
               root(R"(resource "terraform_data" "b" { input = "orders" }
resource "terraform_data" "new" { input = "modern" })"),
               1, 1, 1});
  s.push_back({"swap_of_names_needs_no_move", root(R"(resource "terraform_data" "a" { input = "orders" }
resource "terraform_data" "b" { input = "users" })"),
               root(R"(resource "terraform_data" "a" { input = "users" }
resource "terraform_data" "b" { input = "orders" })"),
               0, 0, 0, 2});
  return s;
}

}  // namespace oneway::test
