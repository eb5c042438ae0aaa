-- One balance by its key, from the same table as in Dust.
\set number random(1, :customers)
select points from dust_point where customer_id = 'cus_' || lpad(:number::text, 26, '0');
