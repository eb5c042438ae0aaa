package io.dust.setting;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
@WithSession
public class SettingRepository implements PanacheRepositoryBase<Setting, Setting.Key> {

    /** The newest version of a kind for each currency. */
    Uni<List<StoredVersion>> newest(String kind) {
        return list("from Setting s where s.kind = ?1 and s.version = "
                + "(select max(n.version) from Setting n where n.kind = s.kind and n.currencyCode = s.currencyCode)", kind)
                .map(settings -> settings.stream().map(Setting::stored).toList());
    }

    /** The versions for a currency before one of them, newest first. */
    Uni<List<StoredVersion>> versions(String kind, String currencyCode, long before, int limit) {
        return find("kind = ?1 and currencyCode = ?2 and version < ?3 order by version desc", kind, currencyCode, before)
                .range(0, limit - 1).list()
                .map(settings -> settings.stream().map(Setting::stored).toList());
    }
}
