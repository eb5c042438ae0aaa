/**
 * Settings that staff change while Dust runs: one for a currency, each version of which is kept. A
 * feature has its own kind of setting: a definition, a {@link io.dust.setting.VersionedSettings}
 * and a {@link io.dust.setting.SettingEndpoint}. What decides asks the
 * {@link io.dust.setting.SettingHistory} for the version that was in force at an instant.
 */
@NullMarked
package io.dust.setting;

import org.jspecify.annotations.NullMarked;
