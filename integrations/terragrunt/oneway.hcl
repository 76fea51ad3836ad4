# Include it in a unit: include "oneway" { path = "${get_repo_root()}/oneway.hcl" }
# Every plan is kept and judged; a plan that fails the gate fails the command, and apply takes only a plan that passes.
terraform {
  extra_arguments "keep_the_plan" {
    commands  = ["plan"]
    arguments = ["-out=oneway.tfplan"]
  }
  after_hook "oneway" {
    commands = ["plan"]
    execute  = ["oneway", "plan", "--config", "${get_repo_root()}/.oneway.yaml", "oneway.tfplan"]
  }
  before_hook "oneway" {
    commands = ["apply"]
    execute  = ["oneway", "plan", "--quiet", "--config", "${get_repo_root()}/.oneway.yaml", "oneway.tfplan"]
  }
  extra_arguments "apply_the_plan" {
    commands  = ["apply"]
    arguments = ["oneway.tfplan"]
  }
}
